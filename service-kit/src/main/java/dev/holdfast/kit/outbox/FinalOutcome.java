package dev.holdfast.kit.outbox;

import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.OrderOutcome;
import java.util.Locale;

/** What became of a row, for good. */
sealed interface FinalOutcome {

    record OfEffect(EffectOutcome outcome) implements FinalOutcome {}

    record OfOrder(OrderOutcome outcome) implements FinalOutcome {}

    /** In a word, for metrics. */
    default String word() {
        return switch (this) {
            case OfEffect(EffectOutcome.Applied _) -> "applied";
            case OfEffect(EffectOutcome.Refused _) -> "refused";
            case OfEffect(EffectOutcome.Expired()) -> "expired";
            case OfOrder(OrderOutcome.Done()) -> "done";
            case OfOrder(OrderOutcome.Refused _) -> "refused";
            case OfOrder(OrderOutcome.Expired()) -> "expired";
        };
    }

    /** For the record; empty where there is nothing more to say. */
    default String why() {
        return this instanceof OfEffect(EffectOutcome.Refused(var cause, _))
                ? ", because of " + cause.name().toLowerCase(Locale.ROOT)
                : "";
    }
}
