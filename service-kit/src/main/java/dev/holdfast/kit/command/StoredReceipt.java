package dev.holdfast.kit.command;

import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.EventReceipt;
import dev.holdfast.kit.protocol.EventReceipt.Result;
import dev.holdfast.kit.protocol.Reply;
import java.util.List;

/**
 * What became of an event, as its operation stores it: so a second delivery gets the same receipt.
 *
 * @param refusing the features that failed at it
 */
record StoredReceipt(List<String> refusing) {

    private static final String BY_ALL = "noted";
    private static final String REFUSED = "refused by ";
    private static final String AND = ", ";

    StoredReceipt {
        refusing = List.copyOf(refusing);
    }

    static Reply byAll() {
        return Reply.whisper(BY_ALL);
    }

    Reply toReply() {
        return refusing.isEmpty() ? byAll() : Reply.whisper(REFUSED + String.join(AND, refusing));
    }

    static StoredReceipt of(Reply stored) {
        return stored instanceof Reply.Whisper(var content) && content.text().startsWith(REFUSED)
                ? new StoredReceipt(List.of(content.text().substring(REFUSED.length()).split(AND)))
                : new StoredReceipt(List.of());
    }

    EventReceipt receipt(EventEnvelope note) {
        var result = refusing.isEmpty() ? Result.HANDLED : Result.REFUSED;
        return new EventReceipt(note.key(), result, refusing);
    }
}
