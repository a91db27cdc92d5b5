package dev.holdfast.health.statuspage;

import dev.holdfast.health.probe.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A day as the parts of a bar, from the bottom: what was down, degraded, unknown, and the rest
 * well. Trouble is always high enough to be seen, and takes that from what is well.
 *
 * @param parts without empty ones; their heights are 1 together
 */
public record BarHeights(List<Part> parts) {

    /** A part of the bar, from the bottom up. */
    public record Part(Verdict verdict, double height) {}

    private static final double LEAST = 0.2;

    /** A minute and a half of a day: what a restart takes. */
    public static final double RESTART = 0.001;

    /** What is left by rounding is no time in which it was well. */
    private static final double NOTHING = 1e-6;

    private static final List<Verdict> FROM_BELOW =
            List.of(Verdict.DOWN, Verdict.DEGRADED, Verdict.UNKNOWN);

    public BarHeights {
        parts = List.copyOf(parts);
    }

    /** The bar of a day, as far as it has passed. */
    public static BarHeights of(DaySum day, Instant now) {
        return of(
                day.share(Verdict.DOWN, now),
                day.share(Verdict.DEGRADED, now),
                day.share(Verdict.UNKNOWN, now));
    }

    /** The bar of these shares of a day; the rest of it was well. */
    public static BarHeights of(double down, double degraded, double unknown) {
        var shares = List.of(down, degraded, unknown);
        var heights = new ArrayList<Double>();
        for (var i = 0; i < shares.size(); i++) {
            var least = FROM_BELOW.get(i) == Verdict.UNKNOWN ? RESTART : 0;
            heights.add(shares.get(i) > least ? Math.max(LEAST, shares.get(i)) : shares.get(i));
        }
        var trouble = heights.stream().mapToDouble(it -> it).sum();
        var scale = Math.max(1, trouble);
        var parts = new ArrayList<Part>();
        for (var i = 0; i < heights.size(); i++) {
            if (heights.get(i) > 0) {
                parts.add(new Part(FROM_BELOW.get(i), heights.get(i) / scale));
            }
        }
        if (1 - trouble > NOTHING) {
            parts.add(new Part(Verdict.WELL, 1 - trouble));
        }
        return new BarHeights(parts);
    }
}
