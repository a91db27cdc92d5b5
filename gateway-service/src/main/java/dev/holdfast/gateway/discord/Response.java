package dev.holdfast.gateway.discord;

import java.net.http.HttpHeaders;

/** What Discord answered, unread. */
record Response(int status, HttpHeaders headers, String body) {

    private static final int SERVER_ERRORS = 500;

    boolean isServerError() {
        return status >= SERVER_ERRORS;
    }
}
