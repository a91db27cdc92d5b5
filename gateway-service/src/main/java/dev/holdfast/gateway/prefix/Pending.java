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
record Pending(
        TypedMessage to,
        ObjectNode body,
        ObjectNode withoutFiles,
        List<Upload> files,
        boolean refers,
        Stay stay) {

    Pending {
        files = List.copyOf(files);
    }

    static Pending sentence(TypedMessage to, ObjectNode body, boolean refers) {
        return new Pending(to, body, body, List.of(), refers, Stay.PASSING);
    }
}
