package dev.holdfast.gateway.discord;

import java.net.http.HttpHeaders;

/** What Discord answered, unread. */
record RestResponse(int status, HttpHeaders headers, String body) {

    private static final int SERVER_ERRORS = 500;
    private static final int FIRST_OUTAGE = 502;
    private static final int LAST_OUTAGE = 504;

    /** Discord cannot be reached or is overloaded; other errors are about one call. */
    boolean isOutage() {
        return status >= FIRST_OUTAGE && status <= LAST_OUTAGE;
    }

    /** One of those after 10,000 of which Discord bans an address; shared limits are not ours. */
    boolean isInvalid() {
        return switch (status) {
            case 401, 403 -> true;
            case 429 -> headers.firstValue("X-RateLimit-Scope").filter("shared"::equals).isEmpty();
            default -> false;
        };
    }

    boolean isServerError() {
        return status >= SERVER_ERRORS;
    }
}
