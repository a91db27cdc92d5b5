package dev.holdfast.kit.outbox;

import dev.holdfast.kit.protocol.EffectOrder;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.Order;
import dev.holdfast.kit.protocol.OrderOutcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a row of the outbox has delivered. */
sealed interface OutboxMessage {

    /** To Discord. */
    record ForDiscord(EffectOrder order) implements OutboxMessage {}

    /** To another service. */
    record ForService(Order order) implements OutboxMessage {}

    /** Where a gateway takes it. */
    default String path() {
        return switch (this) {
            case ForDiscord _ -> "/effects";
            case ForService _ -> "/orders";
        };
    }

    /** What the gateway reads. */
    default Object body() {
        return switch (this) {
            case ForDiscord(var order) -> order;
            case ForService(var order) -> order;
        };
    }

    /** Which kind it is, for people. */
    default String name() {
        return switch (this) {
            case ForDiscord(var order) -> "effect " + order.effect().word();
            case ForService(var order) -> "order " + order.kind();
        };
    }

    /** The operation that ends it, for the record. */
    default String command() {
        return switch (this) {
            case ForDiscord(var order) -> "effect " + order.effect().target();
            case ForService(var order) -> "order " + order.kind();
        };
    }

    default @Nullable Instant expires() {
        return switch (this) {
            case ForDiscord(var order) -> order.expires();
            case ForService(var order) -> order.expires();
        };
    }

    /** How it ends where it was never sent and is too late. */
    default FinalOutcome expired() {
        return switch (this) {
            case ForDiscord _ -> new FinalOutcome.OfEffect(new EffectOutcome.Expired());
            case ForService _ -> new FinalOutcome.OfOrder(new OrderOutcome.Expired());
        };
    }
}
