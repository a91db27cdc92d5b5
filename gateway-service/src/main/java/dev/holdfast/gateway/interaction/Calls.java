package dev.holdfast.gateway.interaction;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.discord.Answer;
import dev.holdfast.gateway.discord.Call;
import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.gateway.rendering.Rendering;
import dev.holdfast.kit.protocol.Invocation;
import org.jboss.logging.Logger;

/** Tells Discord the answer to an interaction, and logs what it says to that. */
record Calls(DiscordRest rest) {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");
    private static final int ALREADY_ANSWERED = 40060;
    private static final int SERVER_ERROR = 500;
    private static final int DEAD_TOKEN = 401;

    /** Whether Discord took it, or never will. */
    static boolean isOver(Answer answer) {
        return switch (answer) {
            case Answer.Done _ -> true;
            case Answer.Refused(var status, _, _) -> status < SERVER_ERROR;
            case Answer.Unanswered _, Answer.Unsent _ -> false;
        };
    }

    /** Whether the interaction's 15 minutes are over. */
    static boolean isTokenDead(Answer answer) {
        return answer instanceof Answer.Refused(var status, _, _) && status == DEAD_TOKEN;
    }

    Answer callback(Interaction interaction, int type, ObjectNode data) {
        var body = JsonNodeFactory.instance.objectNode().put("type", type);
        body.set("data", data);
        return send(Call.postOnce(interaction.callback(), body), interaction);
    }

    /** What was done is told, with or without its files. */
    Answer send(Call call, ObjectNode body, Interaction interaction, Invocation invocation) {
        var answer = send(call, interaction);
        var isLost = answer instanceof Answer.Refused || answer instanceof Answer.Unsent;
        if (!isLost || call.files().isEmpty()) {
            return answer;
        }
        return send(call.without(Rendering.withoutFiles(body, invocation)), interaction);
    }

    Answer send(Call call, Interaction interaction) {
        var answer = rest.send(call);
        switch (answer) {
            case Answer.Done _ -> LOG.tracef("answered %s", interaction);
            case Answer.Refused(_, var code, _) when code == ALREADY_ANSWERED ->
                    LOG.debugf("%s was answered before", interaction);
            case Answer.Refused refused -> LOG.warnf("%s unanswered: %s", interaction, refused);
            case Answer.Unanswered _, Answer.Unsent _ ->
                    LOG.warnf("%s unanswered: %s", interaction, answer);
        }
        return answer;
    }
}
