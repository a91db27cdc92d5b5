package dev.holdfast.kit.outbox;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOutcome.Refused;

/** An effect that Discord refused; fired as an event within the unit of work that ends it. */
public record Refusal(UnitOfWork work, Effect effect, Refused refused) {}
