package dev.holdfast.kit.outbox;

import dev.holdfast.kit.protocol.EffectOrder;
import dev.holdfast.kit.protocol.UserId;
import java.time.Instant;

/**
 * An effect as it was ordered.
 *
 * @param user who ordered it
 * @param operation by which operation
 */
record Stored(
        EffectOrder order,
        UserId user,
        String operation,
        Instant orderedAt,
        String listener,
        String note) {

    boolean expired(Instant now) {
        return order.expires() != null && !now.isBefore(order.expires());
    }
}
