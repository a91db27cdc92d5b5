package dev.holdfast.health.usage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import org.HdrHistogram.PackedHistogram;
import org.junit.jupiter.api.Test;

class LatencyTest {

    private static final double MOST_ERROR = 0.02;

    @Test
    void percentilesOfWhatWasAddedUpAreOffByLessThanTwoPercent() {
        for (var seed = 1; seed <= 20; seed++) {
            var random = new Random(seed);
            var micros =
                    random.doubles(20_000, 4, 16)
                            .mapToLong(power -> Math.round(Math.exp(power)))
                            .sorted()
                            .toArray();
            var parts = new Latency[100];
            Arrays.setAll(parts, _ -> new Latency());
            for (var value : micros) {
                parts[random.nextInt(parts.length)].add(Duration.of(value, ChronoUnit.MICROS));
            }
            var whole = new Latency();
            for (var part : parts) {
                whole.add(Latency.of(part.encoded()));
            }
            for (var percent : new double[] {1, 25, 50, 90, 95, 99, 99.9}) {
                var exact = micros[(int) Math.ceil(percent / 100 * micros.length) - 1];
                var told = whole.percentile(percent).orElseThrow().toNanos() / 1_000.0;
                var error = Math.abs(told - exact) / exact;
                assertTrue(error < MOST_ERROR, "p%s is off by %s".formatted(percent, error));
            }
        }
    }

    @Test
    void whatNobodyMeasuredHasNoPercentile() {
        assertEquals(Optional.empty(), Latency.of("").percentile(95));
        assertArrayEquals(new byte[0], new Latency().encoded());
    }

    @Test
    void countsWhatTookLonger() {
        var latency = new Latency();
        for (var millis : new long[] {10, 1_900, 2_100, 60_000}) {
            latency.add(Duration.ofMillis(millis));
        }
        assertEquals(2, latency.over(Goal.PROMPT));
    }

    @Test
    void otherBucketsAndRubbishAreRefused() {
        var finer = new PackedHistogram(1_000_000, 3);
        finer.recordValue(5);
        var buffer = java.nio.ByteBuffer.allocate(finer.getNeededByteBufferCapacity());
        var encoded = Arrays.copyOf(buffer.array(), finer.encodeIntoByteBuffer(buffer));
        assertThrows(IllegalArgumentException.class, () -> Latency.of(encoded));
        assertThrows(IllegalArgumentException.class, () -> Latency.of("!"));
        var good = new Latency().add(Duration.ofSeconds(1)).encoded();
        for (var length = 1; length < good.length; length++) {
            var cut = Base64.getEncoder().encodeToString(Arrays.copyOf(good, length));
            assertThrows(IllegalArgumentException.class, () -> Latency.of(cut), "cut at " + length);
        }
    }
}
