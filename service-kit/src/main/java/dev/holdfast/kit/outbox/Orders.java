package dev.holdfast.kit.outbox;

import dev.holdfast.kit.database.UnitOfWork;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Has things done by other services: exactly those that a committed unit of work ordered, each once
 * and until it has an outcome, whoever is away meanwhile. Safe for any thread.
 */
@Singleton
public final class Orders {

    private final OutboxStore store;
    private final Runnable nudge;

    @Inject
    Orders(OutboxStore store, Event<Ordered> ordered) {
        this.store = store;
        this.nudge = () -> ordered.fire(new Ordered());
    }

    /**
     * Orders it for the unit's guild, in the name of the unit's user; it leaves as soon as the work
     * is committed.
     */
    public void order(UnitOfWork work, WantedOrder wanted) {
        store.add(work, wanted);
        work.afterCommit(nudge);
    }
}
