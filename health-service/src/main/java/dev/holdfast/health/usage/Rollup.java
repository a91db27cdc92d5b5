package dev.holdfast.health.usage;

import dev.holdfast.health.usage.Period.Span;
import dev.holdfast.health.usage.RollupStore.Minute;
import dev.holdfast.kit.database.UnitOfWork;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Adds minutes to their hours and days. Each is added once, however late it came and however often
 * this is done: that it was added commits with the sums.
 */
final class Rollup {

    static final int MOST = 2_000;

    private Rollup() {}

    /** How many minutes of the unit's guild were added, {@link #MOST} at most. */
    static int roll(UnitOfWork work) {
        var minutes = RollupStore.take(work, MOST);
        if (minutes.isEmpty()) {
            return 0;
        }
        var sums = RollupStore.read(work, periods(minutes));
        for (var minute : minutes) {
            for (var span : Span.values()) {
                Objects.requireNonNull(sums.get(period(span, minute)))
                        .add(minute.counts(), minute.latency());
            }
        }
        RollupStore.write(work, sums);
        RollupStore.rolled(work, minutes);
        return minutes.size();
    }

    private static List<Period> periods(List<Minute> minutes) {
        return Arrays.stream(Span.values())
                .flatMap(span -> minutes.stream().map(minute -> period(span, minute)))
                .distinct()
                .sorted()
                .toList();
    }

    private static Period period(Span span, Minute minute) {
        return Period.of(span, minute.at(), minute.command());
    }
}
