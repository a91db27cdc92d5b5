package dev.holdfast.kit.timer;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * Schedules timers. Exactly the timers of committed units of work run, each once, however long the
 * service was down. Thread-safe.
 */
@Singleton
public final class Timers {

    private final TimerStore store;
    private final TimerFeatures features;

    Timers(TimerStore store, TimerFeatures features) {
        this.store = store;
        this.features = features;
    }

    /** Sets a timer in the unit's guild, in the name of whom the work is done. */
    public void schedule(UnitOfWork work, Timer timer) {
        store.add(work, timer, features.of(timer.kind()));
    }

    /**
     * Takes away all timers of a kind for a subject in the unit's guild.
     *
     * @return how many there were; one that runs at this moment is not among them
     */
    public int cancel(UnitOfWork work, String kind, String subject) {
        return store.cancel(work, kind, subject);
    }

    /**
     * Nobody can tell any more that the person asked for what still waits in the unit's guild.
     *
     * @param before what was asked for later stays as it is
     * @return how many rows that changed
     */
    public int forget(UserId user, Instant before, UnitOfWork work) {
        return store.forget(work, user, before);
    }
}
