package dev.holdfast.kit.outbox;

import dev.holdfast.kit.observe.Cause;
import dev.holdfast.kit.protocol.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * An effect or an order as it was ordered.
 *
 * @param user who ordered it
 * @param operation by which operation
 * @param traceparent where in its trace; empty: it has none
 */
record StoredMessage(
        OutboxMessage message,
        UserId user,
        String operation,
        String traceparent,
        Instant orderedAt,
        String listener,
        String note) {

    Optional<Cause> cause() {
        return Cause.stored(operation, traceparent);
    }

    boolean expired(Instant now) {
        var expires = message.expires();
        return expires != null && !now.isBefore(expires);
    }
}
