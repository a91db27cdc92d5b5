package dev.holdfast.gateway.interaction;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.gateway.discord.RestCall;
import dev.holdfast.gateway.discord.RestResult;
import dev.holdfast.gateway.rendering.Rendering;
import dev.holdfast.kit.protocol.Invocation;
import org.jboss.logging.Logger;

/** Sends the answer of an interaction to Discord and logs the result. */
record InteractionCalls(DiscordRest rest) {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");
    private static final int ALREADY_ANSWERED = 40060;
    private static final int SERVER_ERROR = 500;
    private static final int DEAD_TOKEN = 401;

    /** Whether Discord took it, or never will. */
    static boolean isOver(RestResult answer) {
        return switch (answer) {
            case RestResult.Done _ -> true;
            case RestResult.Refused(var status, _, _) -> status < SERVER_ERROR;
            case RestResult.Unanswered _, RestResult.Unsent _ -> false;
        };
    }

    /** Whether the interaction's 15 minutes are over. */
    static boolean isTokenDead(RestResult answer) {
        return answer instanceof RestResult.Refused(var status, _, _) && status == DEAD_TOKEN;
    }

    RestResult callback(Interaction interaction, int type, ObjectNode data) {
        var body = JsonNodeFactory.instance.objectNode().put("type", type);
        body.set("data", data);
        return send(RestCall.postOnce(interaction.callback(), body), interaction);
    }

    /** What was done is told, with or without its files. */
    RestResult send(
            RestCall call, ObjectNode body, Interaction interaction, Invocation invocation) {
        var answer = send(call, interaction);
        var isLost = answer instanceof RestResult.Refused || answer instanceof RestResult.Unsent;
        if (!isLost || call.files().isEmpty()) {
            return answer;
        }
        return send(call.without(Rendering.withoutFiles(body, invocation)), interaction);
    }

    RestResult send(RestCall call, Interaction interaction) {
        var answer = rest.send(call);
        switch (answer) {
            case RestResult.Done _ -> LOG.tracef("answered %s", interaction);
            case RestResult.Refused(_, var code, _) when code == ALREADY_ANSWERED ->
                    LOG.debugf("%s was answered before", interaction);
            case RestResult.Refused refused -> LOG.warnf("%s unanswered: %s", interaction, refused);
            case RestResult.Unanswered _, RestResult.Unsent _ ->
                    LOG.warnf("%s unanswered: %s", interaction, answer);
        }
        return answer;
    }
}
