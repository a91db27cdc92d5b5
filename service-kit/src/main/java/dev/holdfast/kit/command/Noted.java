package dev.holdfast.kit.command;

import dev.holdfast.kit.protocol.EventNote;
import dev.holdfast.kit.protocol.EventReceipt;
import dev.holdfast.kit.protocol.EventReceipt.Result;
import dev.holdfast.kit.protocol.Reply;
import java.util.List;

/**
 * What became of an event, as its operation stores it: so a second delivery gets the same receipt.
 *
 * @param refusing the features that failed at it
 */
record Noted(List<String> refusing) {

    private static final String BY_ALL = "noted";
    private static final String REFUSED = "refused by ";
    private static final String AND = ", ";

    Noted {
        refusing = List.copyOf(refusing);
    }

    static Reply byAll() {
        return Reply.whisper(BY_ALL);
    }

    Reply toReply() {
        return refusing.isEmpty() ? byAll() : Reply.whisper(REFUSED + String.join(AND, refusing));
    }

    static Noted of(Reply stored) {
        return stored instanceof Reply.Whisper(var content) && content.text().startsWith(REFUSED)
                ? new Noted(List.of(content.text().substring(REFUSED.length()).split(AND)))
                : new Noted(List.of());
    }

    EventReceipt receipt(EventNote note) {
        var result = refusing.isEmpty() ? Result.HANDLED : Result.REFUSED;
        return new EventReceipt(note.key(), result, refusing);
    }
}
