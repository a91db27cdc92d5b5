package dev.holdfast.ctl;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants and durations as people read them, in this machine's time zone. */
final class Times {

    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneId.systemDefault());
    private static final DateTimeFormatter MILLISECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT)
                    .withZone(ZoneId.systemDefault());

    private Times() {}

    /** Down to the millisecond. */
    static String at(String instant) {
        return MILLISECOND.format(Instant.parse(instant));
    }

    /** When that was, and how long ago. */
    static String since(String instant, Clock clock) {
        var then = Instant.parse(instant);
        return "%s (%s)"
                .formatted(SECOND.format(then), words(Duration.between(then, clock.instant())));
    }

    private static String words(Duration duration) {
        if (duration.toDays() > 0) {
            return duration.toDays() + " days";
        }
        if (duration.toHours() > 0) {
            return "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart());
        }
        return duration.toMinutes() > 0
                ? duration.toMinutes() + " min"
                : Math.max(0, duration.toSeconds()) + " s";
    }
}
