package dev.holdfast.health.usage;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.HdrHistogram.PackedHistogram;

/**
 * How long commands took. Latencies add up without loss: all have the same buckets, of microseconds
 * and two digits, so each percentile is off by 1% at most. Not thread-safe.
 */
final class Latency {

    private static final int DIGITS = 2;
    private static final long LONGEST = 21_600_000_000L;

    /** Where HdrHistogram's encoding says which buckets it has, and how long its head is. */
    private static final int AT_DIGITS = 12;

    private static final int AT_LONGEST = 24;
    private static final int HEAD = 40;

    private final PackedHistogram micros = new PackedHistogram(LONGEST, DIGITS);

    /** Nothing yet. */
    Latency() {}

    /**
     * Reads what a gateway sent.
     *
     * @param encoded in Base64; may be empty
     * @throws IllegalArgumentException when it is none, or has other buckets
     */
    static Latency of(String encoded) {
        return of(Base64.getDecoder().decode(encoded));
    }

    /** The same from bytes. */
    static Latency of(byte[] encoded) {
        var latency = new Latency();
        if (encoded.length > 0) {
            latency.micros.add(decode(encoded));
        }
        return latency;
    }

    private static PackedHistogram decode(byte[] encoded) {
        var buffer = ByteBuffer.wrap(encoded);
        if (encoded.length < HEAD
                || buffer.getInt(AT_DIGITS) != DIGITS
                || buffer.getLong(AT_LONGEST) != LONGEST) {
            throw new IllegalArgumentException("Not a latency of microseconds and two digits.");
        }
        try {
            return PackedHistogram.decodeFromByteBuffer(buffer, LONGEST);
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("A latency that ends too early.", e);
        }
    }

    Latency add(Latency more) {
        micros.add(more.micros);
        return this;
    }

    Latency add(Duration taken) {
        micros.recordValue(
                Math.clamp(taken.dividedBy(ChronoUnit.MICROS.getDuration()), 1, LONGEST));
        return this;
    }

    /** Empty where nothing was measured. */
    Optional<Duration> percentile(double percent) {
        return micros.getTotalCount() == 0
                ? Optional.empty()
                : Optional.of(Duration.of(micros.getValueAtPercentile(percent), ChronoUnit.MICROS));
    }

    /** How many took longer. */
    long over(Duration bound) {
        var last = bound.dividedBy(ChronoUnit.MICROS.getDuration());
        return micros.getTotalCount() - micros.getCountBetweenValues(0, last);
    }

    byte[] encoded() {
        if (micros.getTotalCount() == 0) {
            return new byte[0];
        }
        var buffer = ByteBuffer.allocate(micros.getNeededByteBufferCapacity());
        return Arrays.copyOf(buffer.array(), micros.encodeIntoByteBuffer(buffer));
    }
}
