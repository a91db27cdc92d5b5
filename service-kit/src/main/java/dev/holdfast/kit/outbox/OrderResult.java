package dev.holdfast.kit.outbox;

import dev.holdfast.kit.protocol.OrderOutcome;

/**
 * An order that has its outcome.
 *
 * @param kind what was ordered
 * @param note what was stored with the order
 */
public record OrderResult(String kind, String note, OrderOutcome outcome) {}
