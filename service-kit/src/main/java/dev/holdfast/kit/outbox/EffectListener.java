package dev.holdfast.kit.outbox;

import dev.holdfast.kit.database.UnitOfWork;

/**
 * A bean that hears what became of effects, so that a shop gives back what Discord refused. Its
 * name is stored with the effect: it stays the same for ever.
 */
public interface EffectListener {

    /** 1 to 60 characters, such as {@code shop}. */
    String name();

    /**
     * Hears one outcome, once: in a unit of work of the effect's guild, in the name of who ordered
     * it, committed together with the effect's being over. May be called again when an attempt is.
     */
    void hear(Settled settled, UnitOfWork work);
}
