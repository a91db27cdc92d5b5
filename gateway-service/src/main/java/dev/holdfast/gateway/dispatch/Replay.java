package dev.holdfast.gateway.dispatch;

import com.fasterxml.jackson.databind.JsonNode;

/** A bean that brings to an end what a gateway began before it died. */
public interface Replay {

    /** Names the events it understands, as they were noted. */
    String kind();

    /**
     * Finds out how far it came, and answers where it was not answered.
     *
     * @return false where that cannot be done now; it is tried again
     */
    boolean replay(JsonNode event) throws InterruptedException;
}
