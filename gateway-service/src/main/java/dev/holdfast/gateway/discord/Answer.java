package dev.holdfast.gateway.discord;

import com.fasterxml.jackson.databind.JsonNode;

/** What came of a REST call to Discord. */
public sealed interface Answer {

    /**
     * Done.
     *
     * @param body null node where there was none
     */
    record Done(JsonNode body) implements Answer {}

    /**
     * Discord said no.
     *
     * @param status of HTTP
     * @param code Discord's own error code; 0: none given
     */
    record Refused(int status, int code, String message) implements Answer {}

    /**
     * No answer within the call's patience, or not sent at all because of a limit.
     *
     * @param why for the log
     */
    record Unanswered(String why) implements Answer {}
}
