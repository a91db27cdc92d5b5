package dev.holdfast.health.statuspage;

import dev.holdfast.health.probe.Component;
import dev.holdfast.kit.database.UnitOfWork;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts measured times into the sums of their days. Each moment of a component counts once,
 * whichever process measured it and however often it is written: what lies before the moment until
 * which the component is counted is left out.
 */
final class DayCount {

    private DayCount() {}

    /**
     * Counts them, up to the database's present: a clock that is ahead counts no future.
     *
     * @return until when each of them is counted now
     */
    static Map<Component, Instant> count(
            UnitOfWork work, Map<Component, List<MeasuredTime>> measured) {
        var counted = new HashMap<Component, Instant>();
        // In one order, so that no two wait for each other.
        measured.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
                .forEach(entry ->
                        counted.put(entry.getKey(), count(work, entry.getKey(), entry.getValue())));
        return counted;
    }

    private static Instant count(UnitOfWork work, Component component, List<MeasuredTime> times) {
        var until = DayStore.lock(work, component);
        var sums = new TreeMap<LocalDate, DaySum>();
        var last = until;
        for (var time : times) {
            var fresh = time.within(last, work.now());
            if (fresh.isEmpty()) {
                continue;
            }
            last = fresh.get().to();
            for (var part : fresh.get().byDay()) {
                sums.merge(
                        part.day(), DaySum.none(part.day()).plus(part), (sum, _) -> sum.plus(part));
            }
        }
        if (last.isAfter(until)) {
            sums.values().forEach(sum -> DayStore.add(work, component, sum));
            DayStore.move(work, component, last);
        }
        return last;
    }
}
