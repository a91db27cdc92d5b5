package dev.holdfast.kit.outbox;

import dev.holdfast.kit.database.UnitOfWork;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;

/**
 * Orders work from other services. Exactly the orders of committed units of work are delivered,
 * each executed once, and retried until it has an outcome. Thread-safe.
 */
@Singleton
public final class Orders {

    private final OutboxStore store;
    private final Runnable nudge;

    Orders(OutboxStore store, Event<OutboxFilled> ordered) {
        this.store = store;
        this.nudge = () -> ordered.fire(new OutboxFilled());
    }

    /**
     * Orders it for the unit's guild, in the name of the unit's user; it leaves as soon as the work
     * is committed.
     */
    public void order(UnitOfWork work, OrderRequest wanted) {
        store.add(work, wanted);
        work.afterCommit(nudge);
    }
}
