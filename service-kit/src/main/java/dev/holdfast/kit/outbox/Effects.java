package dev.holdfast.kit.outbox;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.UserId;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * Has things done on Discord: exactly those that a committed unit of work ordered, each until it
 * has an outcome. Those on one target are done in the order in which they were ordered. Safe for
 * any thread.
 */
@Singleton
public final class Effects {

    private final OutboxStore store;
    private final Runnable nudge;

    @Inject
    Effects(OutboxStore store, Event<Ordered> ordered) {
        this.store = store;
        this.nudge = () -> ordered.fire(new Ordered());
    }

    /** Orders an effect in the unit's guild; it leaves as soon as the work is committed. */
    public void order(UnitOfWork work, Wanted wanted) {
        store.add(work, wanted);
        work.afterCommit(nudge);
    }

    /**
     * Nobody can tell any more that the person ordered what still waits in the unit's guild.
     *
     * @param before what was ordered later stays as it is
     * @return how many rows that changed
     */
    public int forget(UserId user, Instant before, UnitOfWork work) {
        return OutboxPersonStore.forget(work, user, before);
    }
}
