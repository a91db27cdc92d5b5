package dev.holdfast.gateway.fleet;

import java.io.IOException;

/** An instance answered that it can do nothing now: HTTP 502, 503 or 504. */
final class InstanceUnavailable extends IOException {

    private static final long serialVersionUID = 1L;

    InstanceUnavailable(int status, Instance instance) {
        super("HTTP %d from %s".formatted(status, instance));
    }

    static boolean says(int status) {
        return status >= 502 && status <= 504;
    }
}
