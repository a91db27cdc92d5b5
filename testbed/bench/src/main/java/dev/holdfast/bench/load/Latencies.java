package dev.holdfast.bench.load;

import java.time.Duration;
import java.util.stream.LongStream;

/** How long each call of a round took, and the round as a whole. */
public final class Latencies {

    private final long[] sortedNanos;
    private final Duration elapsed;

    private Latencies(long[] sortedNanos, Duration elapsed) {
        this.sortedNanos = sortedNanos;
        this.elapsed = elapsed;
    }

    public static Latencies of(LongStream nanos, Duration elapsed) {
        return new Latencies(nanos.sorted().toArray(), elapsed);
    }

    public int calls() {
        return sortedNanos.length;
    }

    public Duration elapsed() {
        return elapsed;
    }

    public double callsPerSecond() {
        return calls() * 1e9 / elapsed.toNanos();
    }

    /**
     * The time within which so many of the calls were answered.
     *
     * @param share between 0 and 1: 0.99 for the slowest but one in a hundred
     */
    public double millisWithin(double share) {
        if (sortedNanos.length == 0) {
            return Double.NaN;
        }
        var rank = (int) Math.ceil(share * sortedNanos.length) - 1;
        return sortedNanos[Math.max(0, rank)] / 1e6;
    }
}
