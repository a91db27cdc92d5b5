package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * A service's answer for one event of a batch.
 *
 * @param features those that refused it, where all others have handled it; else empty
 */
public record EventReceipt(OperationKey key, Result result, @AddedField List<String> features) {

    public EventReceipt {
        Required.field("key", key);
        Required.field("result", result);
        features = List.copyOf(features);
    }

    public EventReceipt(OperationKey key, Result result) {
        this(key, result, List.of());
    }

    /** What the gateway is to do with the event. */
    public enum Result {
        /** It is handled and committed, now or at an earlier delivery: forget it. */
        HANDLED,
        /** It never will be, its key being too old or some feature failing at it: a dead letter. */
        REFUSED,
        /** It is not handled, nor is any later one of its guild: tell them again, in order. */
        AGAIN;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
