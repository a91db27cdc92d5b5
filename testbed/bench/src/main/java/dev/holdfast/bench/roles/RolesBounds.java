package dev.holdfast.bench.roles;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the results may be at most. */
final class RolesBounds {

    private static final int CROWD = 1_000_000;
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final double LONGEST_MILLIS = 100;
    private static final double MOST_GROWTH = 1.2;

    private RolesBounds() {}

    /** Ends the bench, and so its process with another exit code than 0, above a bound. */
    static void check(RolesBench.Results results) {
        var exceeded = exceeded(results);
        if (!exceeded.isEmpty()) {
            throw new IllegalStateException("FAILED: " + String.join("; ", exceeded));
        }
    }

    /** Each bound that is exceeded, in words; what was not measured exceeds none. */
    static List<String> exceeded(RolesBench.Results results) {
        var exceeded = new ArrayList<String>();
        for (var sweep : results.sweeps()) {
            if (sweep.members() >= CROWD && sweep.looked().compareTo(LONGEST) > 0) {
                exceeded.add(
                        "%,d members took %.1f s, over %d s"
                                .formatted(
                                        sweep.members(),
                                        sweep.looked().toMillis() / 1e3,
                                        LONGEST.toSeconds()));
            }
        }
        if (results.sweeps().size() > 1) {
            var few = results.sweeps().getFirst();
            var many = results.sweeps().getLast();
            if (many.memory() > few.memory() * MOST_GROWTH) {
                exceeded.add(
                        "%,d members took %d MiB, over %.1f times the %d MiB of %,d"
                                .formatted(
                                        many.members(),
                                        many.memory(),
                                        MOST_GROWTH,
                                        few.memory(),
                                        few.members()));
            }
        }
        var millis = results.latencies().millisWithin(RolesReport.ALMOST_ALL);
        if (millis > LONGEST_MILLIS) {
            exceeded.add(
                    "the p99 of a role event is %.0f ms, over %.0f ms"
                            .formatted(millis, LONGEST_MILLIS));
        }
        return exceeded;
    }
}
