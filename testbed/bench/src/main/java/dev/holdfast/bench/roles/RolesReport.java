package dev.holdfast.bench.roles;

import java.time.Instant;

/** Writes down what came out, as a page. */
final class RolesReport {

    private static final double MEDIAN = 0.5;
    static final double ALMOST_ALL = 0.99;

    private RolesReport() {}

    static String of(RolesBench.Results results, Instant at, String before, String after) {
        var text = new StringBuilder();
        text.append(
                """
                <!-- Written by testbed/bench/run --roles, %s; load average %s before and %s after, on %d processors. -->
                | members | rules | all looked at | claims | peak of roles-service | processor seconds |
                |---|---|---|---|---|---|
                """
                        .formatted(at, before, after, Runtime.getRuntime().availableProcessors()));
        for (var sweep : results.sweeps()) {
            text.append(
                    "| %,d | %d | %.1f s | %,d | %d MiB | %s |\n"
                            .formatted(
                                    sweep.members(),
                                    Crowd.rules(),
                                    sweep.looked().toMillis() / 1e3,
                                    sweep.claims(),
                                    sweep.memory(),
                                    sweep.busy()));
        }
        return text.append('\n').append(latencies(results)).toString();
    }

    /** The way from an event to its effect, in a line. */
    static String latencies(RolesBench.Results results) {
        var latencies = results.latencies();
        return """
        From a role event that is due to its effect at the gateway, %d a second, %,d events: \
        p50 %.0f ms, p99 %.0f ms, longest %.0f ms; processor seconds %s.
        """
                .formatted(
                        results.eventsPerSecond(),
                        latencies.calls(),
                        latencies.millisWithin(MEDIAN),
                        latencies.millisWithin(ALMOST_ALL),
                        latencies.millisWithin(1),
                        results.busy());
    }
}
