package dev.holdfast.bench.burst;

import dev.holdfast.bench.burst.BurstReading.First;
import dev.holdfast.bench.burst.BurstReading.Seen;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * What became of all who came.
 *
 * @param processorSeconds by process
 */
record BurstResult(String what, List<Seen> seen, Map<String, Double> processorSeconds) {

    static final String HEAD =
            """
            | what | since it was due: p50, p99, longest ms | since Discord told of it: p50, p99, longest ms \
            | answered | refused | "did not respond" | processor ms a command |
            |---|---|---|---|---|---|---|
            """;

    private static final double MEDIAN = 0.5;
    private static final double ALMOST_ALL = 0.99;

    /** As a row of a table. */
    String row() {
        return String.join(
                " | ",
                "| " + what,
                times(Seen::sinceDue),
                times(Seen::sinceTold),
                count(First.ANSWER),
                count(First.REFUSAL),
                count(First.NOTHING),
                processor() + " |");
    }

    private String times(Function<Seen, Duration> time) {
        var sorted =
                seen.stream()
                        .filter(each -> each.first() != First.NOTHING)
                        .map(time)
                        .sorted()
                        .toList();
        return sorted.isEmpty()
                ? "-"
                : "%d, %d, %d"
                        .formatted(
                                within(MEDIAN, sorted),
                                within(ALMOST_ALL, sorted),
                                within(1, sorted));
    }

    /** Milliseconds within which such a share of them lies. */
    private static long within(double share, List<Duration> sorted) {
        var rank = (int) Math.ceil(share * sorted.size()) - 1;
        return sorted.get(Math.max(0, rank)).toMillis();
    }

    private String count(First first) {
        return Long.toString(seen.stream().filter(each -> each.first() == first).count());
    }

    private String processor() {
        return String.join(
                ", ",
                processorSeconds.entrySet().stream()
                        .map(each ->
                                String.format(
                                        Locale.ENGLISH,
                                        "%s %.2f",
                                        each.getKey(),
                                        each.getValue() * 1e3 / seen.size()))
                        .toList());
    }
}
