package dev.holdfast.backup.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the operator sets about backups. */
@ConfigMapping(prefix = "backup")
public interface BackupSettings {

    /**
     * {@code BACKUP_LOCATIONS}: where snapshots are kept, comma separated: {@code
     * folder:/data/backup/archive} or {@code s3:offsite}, whose bucket stands under {@link #s3}.
     */
    Optional<List<String>> locations();

    /** {@code BACKUP_MASTER_KEY}: wraps the repository's key; 32 or more random characters. */
    Optional<String> masterKey();

    /** {@code BACKUP_MASTER_KEY_PREVIOUS}: still opens what it wrapped, while keys are changed. */
    Optional<String> masterKeyPrevious();

    /** {@code BACKUP_TIME}: when the daily snapshot is taken, in {@link #zone}. */
    @WithDefault("03:00")
    LocalTime time();

    /** {@code BACKUP_ZONE}: the time zone of {@link #time}. */
    @WithDefault("UTC")
    ZoneId zone();

    /** {@code BACKUP_KEEP_DAYS}: how many days before the newest verified snapshot are kept. */
    @WithDefault("7")
    int keepDays();

    /** {@code BACKUP_DETECTION_INTERVAL}: how often what vanished is looked for. */
    @WithDefault("5m")
    Duration detectionInterval();

    /**
     * {@code BACKUP_MEGABYTES_PER_SECOND}: so many of rows a snapshot of everything takes in, so
     * that people's commands have the machine; 0: as many as it can.
     */
    @WithDefault("8")
    int megabytesPerSecond();

    /** By the name that a location gives: {@code BACKUP_S3_<NAME>_BUCKET} and so on. */
    Map<String, Bucket> s3();

    /** An S3-compatible store. */
    interface Bucket {

        /** Empty: Amazon's own of the region. */
        Optional<URI> endpoint();

        @WithDefault("us-east-1")
        String region();

        String bucket();

        /** What the objects' keys begin with. */
        @WithDefault("holdfast")
        String folder();

        String accessKey();

        String secretKey();

        /** Whether the bucket is the path's first part and not of the host's name. */
        @WithDefault("true")
        boolean pathStyle();
    }
}
