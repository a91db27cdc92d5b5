package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What became of one event of a batch. */
public record EventReceipt(OperationKey key, Result result) {

    public EventReceipt {
        Required.field("key", key);
        Required.field("result", result);
    }

    /** What the gateway is to do with the event. */
    public enum Result {
        /** It is handled and committed, now or at an earlier delivery: forget it. */
        HANDLED,
        /** It never will be, its key being too old or a handler failing at it: set it aside. */
        REFUSED,
        /** It is not handled, nor is any later one of its guild: tell them again, in order. */
        AGAIN;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
