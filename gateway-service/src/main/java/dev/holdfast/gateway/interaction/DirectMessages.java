package dev.holdfast.gateway.interaction;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.gateway.discord.RestAnswer;
import dev.holdfast.gateway.discord.RestCall;
import dev.holdfast.kit.protocol.UserId;
import java.util.Optional;

/** Where a person is told what only they may read, once the interaction takes no answer. */
record DirectMessages(InteractionCalls calls) {

    /** The path of the messages; empty where the person takes none, or Discord does not say. */
    Optional<String> with(UserId user, Interaction interaction) {
        var body = JsonNodeFactory.instance.objectNode().put("recipient_id", user.toString());
        return calls.send(RestCall.postOnce("/users/@me/channels", body), interaction)
                        instanceof RestAnswer.Done(var channel)
                ? Optional.of("/channels/" + channel.path("id").asText() + "/messages")
                : Optional.empty();
    }
}
