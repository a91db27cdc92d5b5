package dev.holdfast.gateway.dispatch;

import dev.holdfast.gateway.usage.CommandOutcome;
import dev.holdfast.kit.protocol.Reply;

/**
 * The result of a command.
 *
 * @param reply what the person is told
 * @param isKnown whether the reply says what came of it; if not, nobody knows whether it ran, and
 *     nobody may be told that nothing was changed
 * @param outcome as it is counted
 */
public record DispatchResult(Reply reply, boolean isKnown, CommandOutcome outcome) {

    public DispatchResult(Reply reply, boolean isKnown) {
        this(reply, isKnown, outcome(reply, isKnown));
    }

    private static CommandOutcome outcome(Reply reply, boolean isKnown) {
        if (!isKnown) {
            return CommandOutcome.FAILED;
        }
        return reply instanceof Reply.Refusal ? CommandOutcome.REFUSED : CommandOutcome.DONE;
    }

    static DispatchResult known(Reply reply) {
        return new DispatchResult(reply, true);
    }

    static DispatchResult unknown(Reply reply) {
        return new DispatchResult(reply, false);
    }

    /** The same, counted as another outcome than its reply looks like. */
    DispatchResult countedAs(CommandOutcome other) {
        return new DispatchResult(reply, isKnown, other);
    }
}
