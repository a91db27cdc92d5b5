package dev.holdfast.gateway.interaction;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.gateway.discord.RestCall;
import dev.holdfast.gateway.discord.RestResult;
import dev.holdfast.kit.protocol.UserId;
import java.util.Optional;

/** Sends a private answer as a direct message once the interaction's token expired. */
record DirectMessages(InteractionCalls calls) {

    /** The path of the messages; empty where the person takes none, or Discord does not say. */
    Optional<String> with(UserId user, Interaction interaction) {
        var body = JsonNodeFactory.instance.objectNode().put("recipient_id", user.toString());
        return calls.send(RestCall.postOnce("/users/@me/channels", body), interaction)
                        instanceof RestResult.Done(var channel)
                ? Optional.of("/channels/" + channel.path("id").asText() + "/messages")
                : Optional.empty();
    }
}
