package dev.holdfast.gateway.prefix;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.holdfast.gateway.dispatch.PendingRequests;
import dev.holdfast.kit.protocol.Invocation;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Notes what a message was understood as, so that a replay asks for the same, and what shows its
 * progress, so that a replay takes that away.
 */
@Singleton
record TypedNotes(PendingRequests notes, ObjectMapper json) {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");
    private static final String UNDERSTOOD = "holdfast_invocation";
    private static final String SHOWN = "holdfast_progress";

    /** Notes it before it is forwarded. */
    CommandMessage refine(CommandMessage asked, Invocation invocation) {
        return refine(asked, UNDERSTOOD, json.valueToTree(invocation));
    }

    /**
     * Notes what shows how far it is.
     *
     * @param message the id of the bot's message; empty: it is about to be sent
     */
    CommandMessage refine(CommandMessage asked, String message) {
        return refine(asked, SHOWN, TextNode.valueOf(message));
    }

    private CommandMessage refine(CommandMessage asked, String field, JsonNode more) {
        var event = (ObjectNode) asked.event().deepCopy();
        event.set(field, more);
        notes.refine(ChannelReplies.KIND, asked.id(), event);
        return asked.noted(event);
    }

    /**
     * The id of the bot's message that shows how far it is; empty text: nobody knows whether it was
     * sent; none: it was not.
     */
    Optional<String> shown(JsonNode event) {
        return Optional.of(event.path(SHOWN)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    /** What it was understood as; empty where it was not yet. */
    Optional<Invocation> invocation(JsonNode event) {
        var noted = event.path(UNDERSTOOD);
        if (noted.isMissingNode()) {
            return Optional.empty();
        }
        try {
            return Optional.of(json.treeToValue(noted, Invocation.class));
        } catch (JsonProcessingException _) { // written by another build
            LOG.warn("a note of another build is not understood");
            return Optional.empty();
        }
    }
}
