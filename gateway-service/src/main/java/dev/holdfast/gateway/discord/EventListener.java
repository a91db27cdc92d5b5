package dev.holdfast.gateway.discord;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.shard.Shard;

/**
 * A bean that receives raw events in Discord's order. It is called on the thread that reads the
 * socket, so anything that takes longer than microseconds must go to another thread.
 */
public interface EventListener {

    /**
     * Hears one event.
     *
     * @param type Discord's name, such as {@code INTERACTION_CREATE}
     * @param data the event's own part of the frame
     */
    void hear(String type, JsonNode data);

    /** The same, for a listener that hands the event on later. */
    default void hear(String type, JsonNode data, Ack ack) {
        hear(type, data);
    }

    /** This gateway hears the shard from now on, in a session that another one began. */
    default void take(Shard shard) {}

    /** No more events of the shard follow; another gateway hears them. */
    default void leave(Shard shard) {}
}
