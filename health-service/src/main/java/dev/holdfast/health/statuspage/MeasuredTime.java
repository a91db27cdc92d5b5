package dev.holdfast.health.statuspage;

import dev.holdfast.health.probe.Component;
import dev.holdfast.health.probe.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A time in which a component was measured and was so.
 *
 * @param verdict never unknown: that is what was not measured
 * @param to after {@code from}
 */
record MeasuredTime(Component component, Verdict verdict, Instant from, Instant to) {

    MeasuredTime {
        if (verdict == Verdict.UNKNOWN) {
            throw new IllegalArgumentException("what is unknown was not measured");
        }
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("ends at %s, before %s".formatted(to, from));
        }
    }

    Duration length() {
        return Duration.between(from, to);
    }

    /** The UTC day on which it began. */
    LocalDate day() {
        return from.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** Whether the other goes on where this one ends. */
    boolean meets(MeasuredTime next) {
        return component.equals(next.component) && verdict == next.verdict && to.equals(next.from);
    }

    /** Both in one, where they meet. */
    MeasuredTime until(Instant later) {
        return new MeasuredTime(component, verdict, from, later);
    }

    /** What of it lies between the two; empty where nothing does. */
    Optional<MeasuredTime> within(Instant least, Instant most) {
        var begins = from.isBefore(least) ? least : from;
        var ends = to.isAfter(most) ? most : to;
        return begins.isBefore(ends)
                ? Optional.of(new MeasuredTime(component, verdict, begins, ends))
                : Optional.empty();
    }

    /** One for each UTC day. */
    List<MeasuredTime> byDay() {
        var parts = new ArrayList<MeasuredTime>();
        var begins = from;
        while (begins.isBefore(to)) {
            var midnight =
                    begins.atOffset(ZoneOffset.UTC)
                            .toLocalDate()
                            .plusDays(1)
                            .atStartOfDay()
                            .toInstant(ZoneOffset.UTC);
            var ends = midnight.isBefore(to) ? midnight : to;
            parts.add(new MeasuredTime(component, verdict, begins, ends));
            begins = ends;
        }
        return parts;
    }
}
