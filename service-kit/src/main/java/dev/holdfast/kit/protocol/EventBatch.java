package dev.holdfast.kit.protocol;

import java.util.List;

/**
 * Events that are told together; those of one guild in the order in which they happened.
 *
 * @param events 1 to 500
 */
public record EventBatch(List<EventEnvelope> events) {

    public static final int MOST = 500;

    public EventBatch {
        Required.field("events", events);
        events = List.copyOf(events);
        if (events.isEmpty() || events.size() > MOST) {
            throw new IllegalArgumentException("A batch has 1 to 500 events.");
        }
    }
}
