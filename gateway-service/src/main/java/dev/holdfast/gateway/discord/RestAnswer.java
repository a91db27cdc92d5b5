package dev.holdfast.gateway.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** The result of a REST call to Discord. */
public sealed interface RestAnswer {

    /**
     * Done.
     *
     * @param body null node where there was none
     */
    record Done(JsonNode body) implements RestAnswer {}

    /**
     * Discord said no.
     *
     * @param status of HTTP; from 500 on nobody knows whether it was done
     * @param code Discord's own error code; 0: none given
     */
    record Refused(int status, int code, String message) implements RestAnswer {

        /** With Discord's sentence, and the first thing that it finds wrong with a form. */
        static Refused of(int status, JsonNode body) {
            var message = body.path("message").asText("HTTP " + status);
            var wrong = body.path("errors").findPath("_errors").path(0).path("message").asText();
            return new Refused(
                    status,
                    body.path("code").asInt(0),
                    wrong.isEmpty() ? message : message + ": " + wrong);
        }
    }

    /**
     * It was sent, and no answer came; nobody knows whether it was done.
     *
     * @param why for the log
     */
    record Unanswered(String why) implements RestAnswer {}

    /**
     * It was not sent, because of a limit, while Discord is away, or for want of its files; nothing
     * was done.
     *
     * @param why for the log
     * @param retryAfter when it may be worth another try
     * @param forFiles whether its files are what was not to be had
     */
    record Unsent(String why, Duration retryAfter, boolean forFiles) implements RestAnswer {

        public Unsent(String why, Duration retryAfter) {
            this(why, retryAfter, false);
        }
    }
}
