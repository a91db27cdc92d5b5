package dev.holdfast.backup.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackupSettingsTest {

    @Test
    void areWhatTheEnvironmentSays() {
        var settings =
                read(
                        Map.of(
                                "BACKUP_LOCATIONS", "folder:/data/archive,s3:offsite",
                                "BACKUP_TIME", "04:30",
                                "BACKUP_ZONE", "Europe/Oslo",
                                "BACKUP_S3_OFFSITE_BUCKET", "kelp",
                                "BACKUP_S3_OFFSITE_ACCESS_KEY", "who",
                                "BACKUP_S3_OFFSITE_SECRET_KEY", "psst"));
        assertEquals(
                Optional.of(List.of("folder:/data/archive", "s3:offsite")), settings.locations());
        assertEquals(LocalTime.of(4, 30), settings.time());
        assertEquals(ZoneId.of("Europe/Oslo"), settings.zone());
        var offsite = settings.s3().get("offsite");
        assertEquals("kelp", offsite.bucket());
        assertEquals("psst", offsite.secretKey());
        assertEquals("holdfast", offsite.folder());
    }

    @Test
    void areSensibleWithoutAny() {
        var settings = read(Map.of());
        assertEquals(LocalTime.of(3, 0), settings.time());
        assertTrue(settings.s3().isEmpty());
        assertEquals(List.of(), new BackupBounds(settings).wrong());
    }

    @Test
    void areRefusedWithTheirBoundsWhereTheyMakeNoSense() {
        var settings =
                read(
                        Map.of(
                                "BACKUP_KEEP_DAYS", "0",
                                "BACKUP_MEGABYTES_PER_SECOND", "-1",
                                "BACKUP_DETECTION_INTERVAL", "PT10M"));
        assertEquals(Duration.ofMinutes(10), settings.detectionInterval());
        assertEquals(
                List.of(
                        "BACKUP_KEEP_DAYS is 0. Set it to 1 to 365.",
                        "BACKUP_MEGABYTES_PER_SECOND is -1. Set it to 0 to 10000.",
                        "BACKUP_DETECTION_INTERVAL is 600s. Set it to 1s to 300s."),
                new BackupBounds(settings).wrong());
    }

    private static BackupSettings read(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .withMapping(BackupSettings.class)
                .withSources(new EnvConfigSource(environment, 300))
                .withConverter(Duration.class, 200, BackupSettingsTest::duration)
                .build()
                .getConfigMapping(BackupSettings.class);
    }

    /** Quarkus' own converter, which reads {@code 5m}, is not here. */
    private static Duration duration(String text) {
        return Duration.parse(text.startsWith("P") ? text : "PT" + text);
    }
}
