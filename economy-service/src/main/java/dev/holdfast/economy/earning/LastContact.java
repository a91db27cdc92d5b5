package dev.holdfast.economy.earning;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.Clock;
import java.time.Instant;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Notes when another service last got through to this one. The gateway asks for the manifest every
 * few seconds; while it does not, members cannot get here either, whatever else is well.
 */
@Singleton
public final class LastContact {

    private static final String BY_SERVICES = "/bot/";

    private final Clock clock;
    private volatile Instant at = Instant.EPOCH;

    LastContact(Clock clock) {
        this.clock = clock;
    }

    /** Runs for calls whose key was accepted. */
    @ServerRequestFilter
    public void note(ContainerRequestContext request) {
        if (request.getUriInfo().getPath().startsWith(BY_SERVICES)) {
            at = clock.instant();
        }
    }

    /** Long ago where nobody has called yet. */
    Instant at() {
        return at;
    }
}
