package dev.holdfast.gateway.rendering;

import dev.holdfast.kit.protocol.OperationKey;
import java.util.Optional;

/**
 * What a modal's custom id holds for a state: the operation that opened it as well. A window that
 * is open can be sent again when no answer came, and one window is one operation.
 *
 * @param opening the interaction that opened it
 * @param state the command's own words
 */
public record ModalId(OperationKey opening, String state) {

    private static final String SEPARATOR = "~";

    /** Reads one back; empty where it was never one of ours. */
    public static Optional<ModalId> parse(String text) {
        var end = text.indexOf(SEPARATOR);
        if (end < 0) {
            return Optional.empty();
        }
        try {
            var opening = OperationKey.of(text.substring(0, end));
            return Optional.of(new ModalId(opening, text.substring(end + 1)));
        } catch (IllegalArgumentException _) { // not one of ours
            return Optional.empty();
        }
    }

    /** The operation key of what was sent, the same one however often it is. */
    public OperationKey sent() {
        return OperationKey.of("modal-%s:%s".formatted(opening, opening.issuedAt()));
    }

    @Override
    public String toString() {
        return opening + SEPARATOR + state;
    }
}
