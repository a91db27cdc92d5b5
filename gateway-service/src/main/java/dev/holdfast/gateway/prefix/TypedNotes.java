package dev.holdfast.gateway.prefix;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.dispatch.PendingRequests;
import dev.holdfast.kit.protocol.Invocation;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Notes what a message was understood as, so that a replay asks for the same. */
@Singleton
record TypedNotes(PendingRequests notes, ObjectMapper json) {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");
    private static final String UNDERSTOOD = "holdfast_invocation";

    /** Notes it before it is forwarded. */
    CommandMessage refine(CommandMessage asked, Invocation invocation) {
        var event = (ObjectNode) asked.event().deepCopy();
        event.set(UNDERSTOOD, json.valueToTree(invocation));
        notes.refine(ChannelReplies.KIND, asked.id(), event);
        return asked.noted(event);
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
