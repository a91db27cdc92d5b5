package dev.holdfast.kit.outbox;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOutcome.Refused;

/** CDI event: Discord refused an effect. Fired within the unit of work that ends the effect. */
public record EffectRefusal(UnitOfWork work, Effect effect, Refused refused) {}
