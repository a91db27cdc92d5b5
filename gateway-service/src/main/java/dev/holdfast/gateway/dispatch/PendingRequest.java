package dev.holdfast.gateway.dispatch;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Something that somebody asked for and has no answer to yet.
 *
 * @param kind names the {@link ReplayHandler} that understands the event
 * @param id the snowflake of what was asked, which is its operation key too
 * @param event as Discord told it
 */
record PendingRequest(String kind, String id, JsonNode event) {

    /** The event holds the token by which it is answered. */
    @Override
    public String toString() {
        return kind + " " + id;
    }
}
