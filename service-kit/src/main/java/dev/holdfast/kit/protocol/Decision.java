package dev.holdfast.kit.protocol;

import java.util.Optional;

/**
 * A person's answer to a {@link Reply.Question}, as the state of the pressed button. All presses of
 * one question are one operation: the first decides, and later ones get its answer.
 *
 * @param question the operation that asked
 */
public record Decision(OperationKey question, boolean confirmed) {

    private static final String CONFIRM = "confirm~";
    private static final String CANCEL = "cancel~";

    /** Reads one back; empty where the button is of another kind. */
    public static Optional<Decision> parse(String state) {
        var confirmed = state.startsWith(CONFIRM);
        if (!confirmed && !state.startsWith(CANCEL)) {
            return Optional.empty();
        }
        try {
            var asked = OperationKey.of(state.substring(state.indexOf('~') + 1));
            return Optional.of(new Decision(asked, confirmed));
        } catch (IllegalArgumentException _) { // not one of ours
            return Optional.empty();
        }
    }

    /** The operation key of the decision, whatever it is; as old as the question. */
    public OperationKey key() {
        var name = question.value().split(":", 2)[0];
        return OperationKey.of("decision-%s:%s".formatted(name, question.issuedAt()));
    }

    @Override
    public String toString() {
        return (confirmed ? CONFIRM : CANCEL) + question;
    }
}
