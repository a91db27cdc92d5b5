package dev.holdfast.ctl;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How far somebody looks back; at most 30 days. */
record Since(Duration back) {

    private static final Duration MOST = Duration.ofDays(30);

    Instant before(Instant now) {
        return now.minus(back);
    }

    /** Reads {@code 90s}, {@code 30m}, {@code 12h}, {@code 7d}. */
    static final class Reader implements ITypeConverter<Since> {

        private static final Pattern TYPED = Pattern.compile("([0-9]{1,6})([smhd])");

        @Override
        public Since convert(String typed) {
            var parts = TYPED.matcher(typed);
            if (parts.matches()) {
                var number = Long.parseLong(parts.group(1));
                var back =
                        switch (parts.group(2)) {
                            case "s" -> Duration.ofSeconds(number);
                            case "m" -> Duration.ofMinutes(number);
                            case "h" -> Duration.ofHours(number);
                            default -> Duration.ofDays(number);
                        };
                if (back.compareTo(MOST) <= 0) {
                    return new Since(back);
                }
            }
            throw new TypeConversionException(
                    "'%s' is no time to look back: write 90s, 30m, 12h or 7d, 30d at most."
                            .formatted(typed));
        }
    }
}
