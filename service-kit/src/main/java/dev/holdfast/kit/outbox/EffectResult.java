package dev.holdfast.kit.outbox;

import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOutcome;

/**
 * An effect that has its outcome.
 *
 * @param note what was stored with the order
 */
public record EffectResult(Effect effect, String note, EffectOutcome outcome) {}
