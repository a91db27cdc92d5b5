package dev.holdfast.health.usage;

import dev.holdfast.health.usage.UsageStore.MinuteRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How fast goals are being missed, by the last minutes. A goal burns when its long window and the
 * last twelfth of it both do: so an alert ends soon after its cause.
 *
 * @param minutes those of {@link #LONGEST}
 */
record BurnRate(List<MinuteRow> minutes, Instant now) {

    static final Duration LONGEST = Duration.ofHours(6);

    private static final int PART = 12;

    /** What a window says. */
    enum Window {
        /** A month's allowance would be gone in two days. */
        FAST(Duration.ofHours(1), 14.4),
        /** In five days. */
        SLOW(LONGEST, 6);

        private final Duration length;
        private final double most;

        Window(Duration length, double most) {
            this.length = length;
            this.most = most;
        }

        Duration length() {
            return length;
        }
    }

    /** What can be said of a goal. */
    sealed interface Rate {

        /** It is met well enough, or no longer missed. */
        record Kept() implements Rate {}

        /** There were fewer than {@link UsageFigures#TOO_FEW} commands in the longest window. */
        record TooFew() implements Rate {}

        /** It is missed too fast; the counts are the window's. */
        record Burning(Window window, Counts counts) implements Rate {}
    }

    BurnRate {
        minutes = List.copyOf(minutes);
    }

    Rate of(Goal goal) {
        for (var window : Window.values()) {
            var counts = within(window.length);
            if (counts.all() >= UsageFigures.TOO_FEW
                    && goal.burn(counts) >= window.most
                    && goal.burn(within(window.length.dividedBy(PART))) >= window.most) {
                return new Rate.Burning(window, counts);
            }
        }
        return within(LONGEST).all() < UsageFigures.TOO_FEW ? new Rate.TooFew() : new Rate.Kept();
    }

    private Counts within(Duration length) {
        var from = now.minus(length);
        return minutes.stream()
                .filter(minute -> minute.at().isAfter(from))
                .map(MinuteRow::counts)
                .reduce(Counts.NONE, Counts::plus);
    }
}
