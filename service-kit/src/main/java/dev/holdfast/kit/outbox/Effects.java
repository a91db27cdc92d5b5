package dev.holdfast.kit.outbox;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.UserId;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * Orders effects on Discord. Exactly the effects of committed units of work are delivered, each
 * until it has an outcome. Effects on one target keep their order. Thread-safe.
 */
@Singleton
public final class Effects {

    private final OutboxStore store;
    private final Runnable nudge;

    Effects(OutboxStore store, Event<OutboxFilled> ordered) {
        this.store = store;
        this.nudge = () -> ordered.fire(new OutboxFilled());
    }

    /** Orders an effect in the unit's guild; it leaves as soon as the work is committed. */
    public void order(UnitOfWork work, EffectRequest wanted) {
        store.add(work, wanted);
        work.afterCommit(nudge);
    }

    /** A person waits for an effect that was ordered patiently: it is urgent from now on. */
    public void hurry(UnitOfWork work, Effect ordered) {
        store.hurry(work, EffectRequest.effect(ordered).orderKey());
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
