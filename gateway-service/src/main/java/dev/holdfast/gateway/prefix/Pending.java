package dev.holdfast.gateway.prefix;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.discord.Upload;
import java.util.List;

/**
 * An answer that waits to be sent.
 *
 * @param to the message that is answered
 * @param body as Discord takes it
 * @param withoutFiles the same where its files cannot be sent
 * @param refers whether it may refer to the message
 * @param isPassing whether it is for one person only, and taken back after a while
 */
record Pending(
        TypedMessage to,
        ObjectNode body,
        ObjectNode withoutFiles,
        List<Upload> files,
        boolean refers,
        boolean isPassing) {

    Pending {
        files = List.copyOf(files);
    }

    static Pending sentence(TypedMessage to, ObjectNode body, boolean refers) {
        return new Pending(to, body, body, List.of(), refers, true);
    }
}
