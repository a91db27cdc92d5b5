package dev.holdfast.gateway.operator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.gateway.discord.RestCall;
import dev.holdfast.gateway.discord.RestResult;
import dev.holdfast.gateway.rendering.Rendering;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Tells operators at once and without PostgreSQL, by the webhook and directly. Nobody knows
 * afterwards that it was told, so a second gateway may tell the same. Thread-safe.
 */
@Singleton
record DirectAlerts(Operators operators, AlertWebhook webhook, DiscordRest rest) {

    /** Whether anybody was reached. */
    boolean tell(String service, String text) {
        var digest = new AlertDigest(List.of(new AlertDigest.Said(service, text)));
        var isReached =
                webhook.isSet() && webhook.post(digest.text()) instanceof AlertWebhook.Posted.Taken;
        for (var operator : operators.all()) {
            isReached |= message(operator, digest.card());
        }
        return isReached;
    }

    private boolean message(UserId operator, Card card) {
        var person = JsonNodeFactory.instance.objectNode().put("recipient_id", operator.toString());
        if (!(rest.send(RestCall.postOnce("/users/@me/channels", person))
                instanceof RestResult.Done(var channel))) {
            return false;
        }
        var path = "/channels/%s/messages".formatted(channel.path("id").asText());
        var message = Rendering.message(Content.card(card));
        return rest.send(RestCall.post(path, message)) instanceof RestResult.Done;
    }
}
