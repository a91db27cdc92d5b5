package dev.holdfast.bench.report;

import dev.holdfast.bench.load.Latencies;
import dev.holdfast.bench.machine.Meter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * One round.
 *
 * @param processorSeconds by process
 */
public record Measured(
        int calls,
        double seconds,
        double callsPerSecond,
        double p50Millis,
        double p99Millis,
        Map<String, Double> processorSeconds) {

    private static final double MEDIAN = 0.5;
    private static final double ALMOST_ALL = 0.99;

    public static Measured of(Latencies latencies, Map<String, Double> processorSeconds) {
        return new Measured(
                latencies.calls(),
                latencies.elapsed().toMillis() / 1e3,
                latencies.callsPerSecond(),
                latencies.millisWithin(MEDIAN),
                latencies.millisWithin(ALMOST_ALL),
                processorSeconds);
    }

    /** The round in the middle, by calls per second. */
    public static Measured median(List<Measured> rounds) {
        return rounds.stream()
                .sorted(Comparator.comparingDouble(Measured::callsPerSecond))
                .toList()
                .get(rounds.size() / 2);
    }

    /** Processor time of one process for each call. */
    public double microsACall(String process) {
        return processorSeconds.getOrDefault(process, 0.0) * 1e6 / calls;
    }

    /** Processor time of all that was measured, for each call. */
    public double microsACall() {
        return processorSeconds.keySet().stream()
                .filter(Meter::measured)
                .mapToDouble(this::microsACall)
                .sum();
    }
}
