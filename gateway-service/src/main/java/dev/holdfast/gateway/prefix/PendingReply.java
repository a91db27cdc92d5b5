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
 * @param stay how long it stays where others read it
 */
record PendingReply(
        TypedMessage to,
        ObjectNode body,
        ObjectNode withoutFiles,
        List<Upload> files,
        boolean refers,
        ReplyLifetime stay) {

    PendingReply {
        files = List.copyOf(files);
    }

    static PendingReply sentence(TypedMessage to, ObjectNode body, boolean refers) {
        return new PendingReply(to, body, body, List.of(), refers, ReplyLifetime.PASSING);
    }
}
