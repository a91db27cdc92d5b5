package dev.holdfast.kit.http;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/** The result of a request to the internet. No message in it contains the address. */
public sealed interface OutsideAnswer {

    /** It answered, whatever the status; a redirect that is not followed is an answer too. */
    @SuppressWarnings("ArrayRecordComponent") // read once, compared by nobody
    record Answered(int status, HttpHeaders headers, byte[] body) implements OutsideAnswer {

        /** The body as text in UTF-8. */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** Nothing was sent, and never will be: the address is not one that may be called. */
    record Refused(String why) implements OutsideAnswer {}

    /** No whole answer came; the request may have been received all the same. */
    record Away(String why) implements OutsideAnswer {}

    /** Nothing was sent now: all places are taken, or the circuit breaker is open. */
    record NotSent(String why) implements OutsideAnswer {}
}
