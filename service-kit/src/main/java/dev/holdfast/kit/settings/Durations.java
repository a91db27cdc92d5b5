package dev.holdfast.kit.settings;

import dev.holdfast.kit.text.Digits;
import dev.holdfast.kit.text.UserText;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 20h}, {@code 1h 30m}, {@code 2d}, {@code 1w}. A month has
 * 30 days, a year 365.
 */
public final class Durations {

    private static final Pattern WRITTEN =
            Pattern.compile(
                    "(?:(\\d{1,4})\\s*y(?:ears?)?)?\\s*(?:(\\d{1,4})\\s*mo(?:nths?)?)?\\s*"
                            + "(?:(\\d{1,4})\\s*w(?:eeks?)?)?\\s*"
                            + "(?:(\\d{1,4})\\s*d(?:ays?)?)?\\s*(?:(\\d{1,4})\\s*h(?:ours?)?)?\\s*"
                            + "(?:(\\d{1,4})\\s*m(?:in(?:utes?)?)?)?");

    private Durations() {}

    /** Empty where it is none. */
    public static Optional<Duration> parse(String text) {
        var plain = Digits.ascii(UserText.clean(text)).orElse("").toLowerCase(Locale.ROOT);
        var written = WRITTEN.matcher(plain);
        return plain.isEmpty() || !written.matches()
                ? Optional.empty()
                : Optional.of(
                        Duration.ofDays(days(written))
                                .plusHours(number(written.group(5)))
                                .plusMinutes(number(written.group(6))));
    }

    /** In days, hours and minutes, as {@link #parse} reads it. */
    public static String show(Duration duration) {
        var words = new StringBuilder();
        add(words, duration.toDaysPart(), "d");
        add(words, duration.toHoursPart(), "h");
        add(words, duration.toMinutesPart(), "m");
        return words.isEmpty() ? "0m" : words.toString().strip();
    }

    private static long days(Matcher written) {
        return number(written.group(1)) * 365
                + number(written.group(2)) * 30
                + number(written.group(3)) * 7
                + number(written.group(4));
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static void add(StringBuilder words, long count, String unit) {
        if (count > 0) {
            words.append(count).append(unit).append(' ');
        }
    }
}
