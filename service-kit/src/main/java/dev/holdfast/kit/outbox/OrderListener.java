package dev.holdfast.kit.outbox;

import dev.holdfast.kit.database.UnitOfWork;

/** Receives the outcomes of orders. Its name is stored with the order and must never change. */
public interface OrderListener {

    /** 1 to 50 characters, such as {@code levels}. */
    String name();

    /**
     * Hears one outcome, once: in a unit of work of the order's guild, in the name of who ordered
     * it, committed together with the order's being over. May be called again when an attempt is.
     */
    void hear(OrderResult settled, UnitOfWork work);
}
