package dev.holdfast.kit.protocol;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Discord's 64-bit ids: 42 bits of milliseconds since 2015, then worker, process and sequence.
 *
 * @see <a href="https://discord.com/developers/docs/reference#snowflakes">Discord: Snowflakes</a>
 */
public final class Snowflake {

    private static final long DISCORD_EPOCH_MILLIS = 1_420_070_400_000L;
    private static final int TIMESTAMP_SHIFT = 22;
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,19}");

    private Snowflake() {}

    /** The instant at which the id was made, to the millisecond. */
    public static Instant instant(long snowflake) {
        return Instant.ofEpochMilli((snowflake >>> TIMESTAMP_SHIFT) + DISCORD_EPOCH_MILLIS);
    }

    /**
     * The smallest id of that millisecond; with a sequence of 0 to 4,194,303 in its low 22 bits.
     */
    public static long at(Instant instant, long sequence) {
        return ((instant.toEpochMilli() - DISCORD_EPOCH_MILLIS) << TIMESTAMP_SHIFT)
                | (sequence & ((1L << TIMESTAMP_SHIFT) - 1));
    }

    static long parse(String digits, String what) {
        if (!DIGITS.matcher(digits).matches()) {
            throw new IllegalArgumentException(
                    "A %s id is up to 19 decimal digits, not '%s'.".formatted(what, digits));
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "A %s id is at most %d, not '%s'.".formatted(what, Long.MAX_VALUE, digits), e);
        }
    }

    static void check(long value, String what) {
        if (value < 0) {
            throw new IllegalArgumentException(
                    "A %s id is never negative: %d.".formatted(what, value));
        }
    }
}
