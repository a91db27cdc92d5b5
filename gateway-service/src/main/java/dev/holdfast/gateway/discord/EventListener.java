package dev.holdfast.gateway.discord;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.shard.Shard;

/**
 * A bean that hears what happens on Discord, raw and in Discord's order. It is called on the one
 * thread that reads the socket, so whatever takes longer than microseconds it hands on.
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
    default void hear(String type, JsonNode data, Custody custody) {
        hear(type, data);
    }

    /** This gateway hears the shard from now on, in a session that another one began. */
    default void take(Shard shard) {}

    /** No more events of the shard follow; another gateway hears them. */
    default void leave(Shard shard) {}
}
