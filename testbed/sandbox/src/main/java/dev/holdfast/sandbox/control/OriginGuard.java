package dev.holdfast.sandbox.control;

import dev.holdfast.sandbox.SandboxSettings;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Set;

/**
 * Keeps other sites' pages out: a name that only resolves to this machine is not this machine (DNS
 * rebinding), and a request that another site's page makes is not this person's wish.
 */
@Singleton
public class OriginGuard {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final Set<String> hosts;

    OriginGuard(SandboxSettings settings) {
        hosts = settings.hosts().orElse(Set.of());
    }

    /** Refuses a name that is not this machine's; another site may lead a person here. */
    public void checkHost(HttpServerRequest request) {
        var authority = request.authority();
        if (authority == null || !known(authority.host())) {
            throw ControlProblem.foreign(
                    "Open the sandbox as http://127.0.0.1 or http://localhost, or name its host in SANDBOX_HOSTS.");
        }
    }

    /** Refuses a request that may come from another site's page. */
    public void check(HttpServerRequest request) {
        checkHost(request);
        var authority = request.authority();
        var origin = request.getHeader("Origin");
        if (origin != null && !same(origin, String.valueOf(authority))) {
            throw ControlProblem.foreign("A page of %s may not act here.", origin);
        }
        if ("cross-site".equals(request.getHeader("Sec-Fetch-Site"))) {
            throw ControlProblem.foreign("A page of another site may not act here.");
        }
    }

    private boolean known(String host) {
        return LOOPBACK.contains(host) || hosts.contains(host);
    }

    private static boolean same(String origin, String authority) {
        try {
            return authority.equals(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
