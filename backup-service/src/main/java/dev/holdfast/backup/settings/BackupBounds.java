package dev.holdfast.backup.settings;

import dev.holdfast.kit.observe.Bounds;
import dev.holdfast.kit.observe.SettingsCheck;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Refuses numbers and durations about backups that make no sense. */
@Singleton
final class BackupBounds implements SettingsCheck {

    private static final int MOST_DAYS = 365;
    private static final int MOST_MEGABYTES = 10_000;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final BackupSettings settings;

    @Inject
    BackupBounds(BackupSettings settings) {
        this.settings = settings;
    }

    @Override
    public List<String> wrong() {
        var wrong = new ArrayList<String>();
        Bounds.number("BACKUP_KEEP_DAYS", settings.keepDays(), 1, MOST_DAYS).ifPresent(wrong::add);
        Bounds.number(
                        "BACKUP_MEGABYTES_PER_SECOND",
                        settings.megabytesPerSecond(),
                        0,
                        MOST_MEGABYTES)
                .ifPresent(wrong::add);
        Bounds.time("BACKUP_DETECTION_INTERVAL", settings.detectionInterval(), SHORTEST, LONGEST)
                .ifPresent(wrong::add);
        return wrong;
    }
}
