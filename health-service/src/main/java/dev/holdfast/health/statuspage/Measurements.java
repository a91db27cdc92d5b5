package dev.holdfast.health.statuspage;

import dev.holdfast.health.probe.Component;
import dev.holdfast.health.probe.ComponentState;
import dev.holdfast.health.probe.Health;
import dev.holdfast.health.probe.ProbeListener;
import dev.holdfast.health.probe.Round;
import dev.holdfast.health.probe.Verdict;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What this process's rounds measured and is not in the day sums yet: kept here while PostgreSQL is
 * away. A round speaks for the time since the one before; where that is over three rounds ago,
 * nobody knows how it was. Thread-safe.
 */
@Singleton
final class Measurements implements ProbeListener {

    /** What is older was not measured. */
    static final int ROUNDS = 3;

    /** Together hours of the wildest flapping, or any time of what does not change. */
    private static final int MOST_TIMES = 5_000;

    private static final int MOST_COMPONENTS = 100;

    private final Supplier<Duration> interval;
    private final Map<Component, ArrayDeque<MeasuredTime>> uncounted = new HashMap<>();
    private @Nullable Instant last;

    @Inject
    Measurements(Health health) {
        this(health::interval);
    }

    Measurements(Supplier<Duration> interval) {
        this.interval = interval;
    }

    @Override
    public synchronized void heard(Round round) {
        var before = last;
        var at = round.at().truncatedTo(ChronoUnit.MILLIS);
        if (before != null && !at.isAfter(before)) {
            return;
        }
        last = at;
        var longest = interval.get().multipliedBy(ROUNDS);
        if (before == null
                || round.cutOff()
                || Duration.between(before, at).compareTo(longest) > 0) {
            return;
        }
        for (var state : round.states()) {
            if (PublicKinds.has(state.component()) && isMeasured(state, at, longest)) {
                add(new MeasuredTime(state.component(), state.verdict(), before, at));
            }
        }
    }

    private static boolean isMeasured(ComponentState state, Instant at, Duration longest) {
        var measured = state.measuredAt();
        return state.verdict() != Verdict.UNKNOWN
                && measured != null
                && Duration.between(measured, at).compareTo(longest) <= 0;
    }

    private void add(MeasuredTime time) {
        if (uncounted.size() >= MOST_COMPONENTS && !uncounted.containsKey(time.component())) {
            return;
        }
        var times = uncounted.computeIfAbsent(time.component(), _ -> new ArrayDeque<>());
        var newest = times.peekLast();
        if (newest != null && newest.meets(time)) {
            times.removeLast();
            times.addLast(newest.until(time.to()));
            return;
        }
        if (times.size() >= MOST_TIMES) {
            times.removeFirst();
        }
        times.addLast(time);
    }

    /** By component, the oldest first. */
    synchronized Map<Component, List<MeasuredTime>> uncounted() {
        var copy = new HashMap<Component, List<MeasuredTime>>();
        uncounted.forEach((component, times) -> copy.put(component, List.copyOf(times)));
        return copy;
    }

    /** What ended by then is in the day sums. */
    synchronized void counted(Component component, Instant until) {
        var times = uncounted.get(component);
        if (times != null) {
            times.removeIf(time -> !time.to().isAfter(until));
        }
    }
}
