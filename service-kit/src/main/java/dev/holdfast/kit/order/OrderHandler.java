package dev.holdfast.kit.order;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.OrderOutcome;

/**
 * Executes orders of one kind for other services. A bean is enough: the manifest lists the kind,
 * and the gateway delivers the orders.
 *
 * @param <T> what the kind needs to know, as JSON: fields may be added, and then may be missing
 */
public interface OrderHandler<T extends Record> {

    /** Small letters, digits and hyphens, at most 40; of one service only, fixed for ever. */
    String kind();

    Class<T> payload();

    /**
     * Does it, once, in a unit of work of the order's guild and in the name of whoever it was
     * ordered for. May be called again when an attempt is. A refusal undoes what was written; what
     * it throws undoes it too, and the order comes again.
     *
     * @param from the service that ordered it
     */
    OrderOutcome take(String from, T payload, UnitOfWork work);
}
