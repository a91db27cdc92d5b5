package dev.holdfast.roles.job;

import dev.holdfast.kit.text.Texts;
import java.time.Duration;

/** How far a job is, in words. */
final class JobWords {

    private static final int BARS = 12;

    private final Texts texts;

    JobWords(Texts texts) {
        this.texts = texts;
    }

    /** Such as {@code ▰▰▰▱▱▱▱▱▱▱▱▱ 25%}; all of it only where it is done. */
    static String bar(double share) {
        var full = (int) (share * BARS);
        return "▰".repeat(full) + "▱".repeat(BARS - full) + " " + (int) (share * 100) + "%";
    }

    /** Rounded as people would say it, such as {@code 3 minutes}. */
    String about(Duration time) {
        if (time.toMinutes() < 1) {
            return texts.english("time.seconds", Math.max(1, time.toSeconds()));
        }
        if (time.toHours() < 1) {
            return texts.english("time.minutes", time.plusSeconds(30).toMinutes());
        }
        return time.toDays() < 1
                ? texts.english("time.hours", time.plusMinutes(30).toHours())
                : texts.english("time.days", time.plusHours(12).toDays());
    }
}
