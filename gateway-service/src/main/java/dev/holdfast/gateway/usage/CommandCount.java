package dev.holdfast.gateway.usage;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.PackedHistogram;
import org.jspecify.annotations.Nullable;

/** One command of one guild in one minute. Not thread-safe. */
final class CommandCount {

    /**
     * Two digits: a value is off by 1% at most. All have the same buckets, so they can be added up.
     */
    private static final int DIGITS = 2;

    private static final long LONGEST = Duration.ofHours(6).toNanos() / 1_000;

    private final Map<CommandOutcome, Integer> outcomes = new EnumMap<>(CommandOutcome.class);
    private @Nullable PackedHistogram micros;

    /**
     * One more.
     *
     * @param taken how long its answer took; empty: that says nothing, as with a slow command
     */
    void add(CommandOutcome outcome, Optional<Duration> taken) {
        outcomes.merge(outcome, 1, Integer::sum);
        taken.ifPresent(this::record);
    }

    private void record(Duration taken) {
        var histogram = micros;
        if (histogram == null) {
            histogram = new PackedHistogram(LONGEST, DIGITS);
            micros = histogram;
        }
        var value = TimeUnit.NANOSECONDS.toMicros(taken.toNanos());
        histogram.recordValue(Math.clamp(value, 1, LONGEST));
    }

    int of(CommandOutcome outcome) {
        return outcomes.getOrDefault(outcome, 0);
    }

    /** HdrHistogram's own encoding of microseconds, in Base64; empty where none was measured. */
    String latency() {
        var histogram = micros;
        if (histogram == null) {
            return "";
        }
        var buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        var length = histogram.encodeIntoByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }
}
