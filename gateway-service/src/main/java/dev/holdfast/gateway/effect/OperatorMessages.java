package dev.holdfast.gateway.effect;

import dev.holdfast.gateway.operator.AlertWebhook;
import dev.holdfast.gateway.operator.OperatorAlerts;
import dev.holdfast.kit.protocol.AlertEffect;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.EffectOutcome.Cause;
import jakarta.inject.Singleton;

/** Tells those who run the bot. */
@Singleton
record OperatorMessages(OperatorAlerts alerts, AlertWebhook webhook) {

    /** It is kept; the next message to the operators has it. */
    EffectAttempt attempt(EffectClaim.Ours claim, AlertEffect.TellOperators told) {
        var order = claim.order();
        alerts.note(claim.service(), order.key(), told.text());
        return applied();
    }

    EffectAttempt attempt(EffectClaim.Ours claim, AlertEffect.PostAlert posted) {
        if (claim.isExpired()) {
            return new EffectAttempt.Known(new EffectOutcome.Expired());
        }
        return switch (webhook.post(posted.text())) {
            case AlertWebhook.Posted.Taken() -> applied();
            case AlertWebhook.Posted.Refused(var why) ->
                    new EffectAttempt.Known(new EffectOutcome.Refused(Cause.INVALID, why));
            case AlertWebhook.Posted.NotNow(var why, var pause) ->
                    new EffectAttempt.Unsent(why, pause);
        };
    }

    private static EffectAttempt applied() {
        return new EffectAttempt.Known(new EffectOutcome.Applied(null));
    }
}
