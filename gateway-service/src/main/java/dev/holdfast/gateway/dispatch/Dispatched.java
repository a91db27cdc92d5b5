package dev.holdfast.gateway.dispatch;

import dev.holdfast.kit.protocol.Reply;

/**
 * The result of a command.
 *
 * @param reply what the person is told
 * @param isKnown whether the reply says what came of it; if not, nobody knows whether it ran, and
 *     nobody may be told that nothing was changed
 */
public record Dispatched(Reply reply, boolean isKnown) {

    static Dispatched known(Reply reply) {
        return new Dispatched(reply, true);
    }

    static Dispatched unknown(Reply reply) {
        return new Dispatched(reply, false);
    }
}
