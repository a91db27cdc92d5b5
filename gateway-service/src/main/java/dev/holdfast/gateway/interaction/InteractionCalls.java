package dev.holdfast.gateway.interaction;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.gateway.discord.RestAnswer;
import dev.holdfast.gateway.discord.RestCall;
import dev.holdfast.gateway.rendering.Rendering;
import dev.holdfast.kit.protocol.Invocation;
import org.jboss.logging.Logger;

/** Tells Discord the answer to an interaction, and logs what it says to that. */
record InteractionCalls(DiscordRest rest) {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");
    private static final int ALREADY_ANSWERED = 40060;
    private static final int SERVER_ERROR = 500;
    private static final int DEAD_TOKEN = 401;

    /** Whether Discord took it, or never will. */
    static boolean isOver(RestAnswer answer) {
        return switch (answer) {
            case RestAnswer.Done _ -> true;
            case RestAnswer.Refused(var status, _, _) -> status < SERVER_ERROR;
            case RestAnswer.Unanswered _, RestAnswer.Unsent _ -> false;
        };
    }

    /** Whether the interaction's 15 minutes are over. */
    static boolean isTokenDead(RestAnswer answer) {
        return answer instanceof RestAnswer.Refused(var status, _, _) && status == DEAD_TOKEN;
    }

    RestAnswer callback(Interaction interaction, int type, ObjectNode data) {
        var body = JsonNodeFactory.instance.objectNode().put("type", type);
        body.set("data", data);
        return send(RestCall.postOnce(interaction.callback(), body), interaction);
    }

    /** What was done is told, with or without its files. */
    RestAnswer send(
            RestCall call, ObjectNode body, Interaction interaction, Invocation invocation) {
        var answer = send(call, interaction);
        var isLost = answer instanceof RestAnswer.Refused || answer instanceof RestAnswer.Unsent;
        if (!isLost || call.files().isEmpty()) {
            return answer;
        }
        return send(call.without(Rendering.withoutFiles(body, invocation)), interaction);
    }

    RestAnswer send(RestCall call, Interaction interaction) {
        var answer = rest.send(call);
        switch (answer) {
            case RestAnswer.Done _ -> LOG.tracef("answered %s", interaction);
            case RestAnswer.Refused(_, var code, _) when code == ALREADY_ANSWERED ->
                    LOG.debugf("%s was answered before", interaction);
            case RestAnswer.Refused refused -> LOG.warnf("%s unanswered: %s", interaction, refused);
            case RestAnswer.Unanswered _, RestAnswer.Unsent _ ->
                    LOG.warnf("%s unanswered: %s", interaction, answer);
        }
        return answer;
    }
}
