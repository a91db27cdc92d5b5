package dev.holdfast.gateway.dispatch;

import dev.holdfast.kit.protocol.Reply;

/**
 * The result of a command.
 *
 * @param reply what the person is told
 * @param isKnown whether the reply says what came of it; if not, nobody knows whether it ran, and
 *     nobody may be told that nothing was changed
 */
public record DispatchResult(Reply reply, boolean isKnown) {

    static DispatchResult known(Reply reply) {
        return new DispatchResult(reply, true);
    }

    static DispatchResult unknown(Reply reply) {
        return new DispatchResult(reply, false);
    }
}
