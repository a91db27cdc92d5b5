package dev.holdfast.kit.coordination;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How long people wait for locks, how long they hold them, and how often somebody has them. */
final class LockStatistics {

    private final MeterRegistry metrics;
    private final String where;
    private final ConcurrentMap<String, Timer> timers = new ConcurrentHashMap<>();

    /**
     * Counts for one implementation.
     *
     * @param where {@code redis} or {@code postgresql}
     */
    LockStatistics(MeterRegistry metrics, String where) {
        this.metrics = metrics;
        this.where = where;
    }

    /** One who wanted a lock, and what came of it; contended where somebody had it first. */
    void waited(String kind, long since, boolean contended, Locks.Taken taken) {
        var outcome =
                switch (taken) {
                    case Locks.Taken.Held _ -> contended ? "granted-later" : "granted";
                    case Locks.Taken.Busy _ -> "busy";
                    case Locks.Taken.Away _ -> "away";
                };
        timer("holdfast.lock.wait", kind, outcome).record(elapsed(since));
    }

    /** Until it was released; {@code lost} where it had run out before. */
    void held(String kind, long since, boolean lost) {
        timer("holdfast.lock.hold", kind, lost ? "lost" : "released").record(elapsed(since));
    }

    private Timer timer(String name, String kind, String outcome) {
        return timers.computeIfAbsent(
                name + kind + outcome,
                _ -> metrics.timer(name, "where", where, "kind", kind, "outcome", outcome));
    }

    private static Duration elapsed(long since) {
        return Duration.ofNanos(System.nanoTime() - since);
    }
}
