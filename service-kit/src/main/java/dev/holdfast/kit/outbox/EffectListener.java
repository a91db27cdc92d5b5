package dev.holdfast.kit.outbox;

import dev.holdfast.kit.database.UnitOfWork;

/**
 * Receives the outcomes of effects, for example to refund a purchase that Discord refused. Its name
 * is stored with the effect and must never change.
 */
public interface EffectListener {

    /** 1 to 60 characters, such as {@code shop}. */
    String name();

    /**
     * Hears one outcome, once: in a unit of work of the effect's guild, in the name of who ordered
     * it, committed together with the effect's being over. May be called again when an attempt is.
     */
    void hear(EffectResult settled, UnitOfWork work);
}
