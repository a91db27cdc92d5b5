package dev.holdfast.gateway.effect;

import dev.holdfast.kit.protocol.EffectOutcome;
import java.time.Duration;

/** What came of one attempt at an effect. */
sealed interface EffectAttempt {

    /** It is settled for good. */
    record Known(EffectOutcome outcome) implements EffectAttempt {}

    /** Discord was not asked; nothing was done. */
    record Unsent(String why, Duration retryAfter) implements EffectAttempt {}

    /** Discord was asked and did not answer; nobody knows whether it was done. */
    record Uncertain(String why) implements EffectAttempt {}
}
