package dev.holdfast.sandbox.world;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Optional;

/**
 * Discord's id: 42 bits of milliseconds since 2015, then 22 bits that make it unique; a string on
 * the wire.
 */
public record Snowflake(long value) implements Comparable<Snowflake> {
    static final long EPOCH_MILLIS = 1_420_070_400_000L;
    private static final int LONGEST = 20;

    @JsonCreator
    public static Snowflake of(String digits) {
        return parse(digits)
                .orElseThrow(() -> new IllegalArgumentException("not a snowflake: " + digits));
    }

    /** Empty when the text is not 1 to 20 digits that fit 64 bits. */
    public static Optional<Snowflake> parse(String digits) {
        if (digits.isEmpty() || digits.length() > LONGEST) return Optional.empty();
        for (var i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') return Optional.empty();
        }
        try {
            return Optional.of(new Snowflake(Long.parseUnsignedLong(digits)));
        } catch (NumberFormatException _) { // beyond a long
            return Optional.empty();
        }
    }

    /** The first id of that millisecond. */
    public static Snowflake at(Instant instant) {
        return new Snowflake((instant.toEpochMilli() - EPOCH_MILLIS) << 22);
    }

    public Instant createdAt() {
        return Instant.ofEpochMilli((value >>> 22) + EPOCH_MILLIS);
    }

    @Override
    public int compareTo(Snowflake other) {
        return Long.compareUnsigned(value, other.value);
    }

    @Override
    @JsonValue
    public String toString() {
        return Long.toUnsignedString(value);
    }
}
