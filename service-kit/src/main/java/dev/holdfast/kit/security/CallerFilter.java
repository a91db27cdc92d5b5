package dev.holdfast.kit.security;

import dev.holdfast.kit.problem.Problem;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Rejects requests without a valid pair key, except at endpoints with {@link WithoutPairKey}.
 * Endpoints for operators accept operators only; elsewhere operators may only read.
 */
@Singleton
public final class CallerFilter {

    /** Names the calling service. */
    public static final String CALLER = "Holdfast-Caller";

    /** The caller who is no service but a person that runs the bot, with {@code holdfastctl}. */
    public static final String OPERATOR = "operator";

    private static final String SCHEME = "Bearer ";
    private static final Logger LOG = Logger.getLogger("holdfast.security");

    private static final String STRANGER = CallerFilter.class.getName() + ".stranger";

    private final Provider<Keys> keys;
    private final Provider<OpenDoors> doors;

    // A filter is made before the settings are read.
    CallerFilter(Provider<Keys> keys, Provider<OpenDoors> doors) {
        this.keys = keys;
        this.doors = doors;
    }

    /** Runs before the body is read. */
    @ServerRequestFilter(preMatching = true)
    public @Nullable Response check(ContainerRequestContext request) {
        var caller = request.getHeaderString(CALLER);
        var shown = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (caller != null
                && shown != null
                && shown.startsWith(SCHEME)
                && keys.get().accepts(caller, shown.substring(SCHEME.length()))) {
            return null;
        }
        if (caller == null && doors.get().fits(request.getUriInfo().getPath())) {
            request.setProperty(STRANGER, true);
            return null;
        }
        return unknown(request);
    }

    private static Response unknown(ContainerRequestContext request) {
        LOG.warnf("refused a call to %s without a valid key", request.getUriInfo().getPath());
        return Problem.Kind.UNAUTHENTICATED
                .detail(
                        "Show this service's key for you: 'Authorization: Bearer <key>' and"
                                + " 'Holdfast-Caller: <your service>'.")
                .toResponse();
    }

    /** Runs once it is known what is asked for. */
    @ServerRequestFilter
    public @Nullable Response admit(ContainerRequestContext request, ResourceInfo asked) {
        if (isOpen(asked)) {
            return null;
        }
        if (request.getProperty(STRANGER) != null) {
            return unknown(request);
        }
        var isOperator = OPERATOR.equals(request.getHeaderString(CALLER));
        if (isForOperators(asked)
                ? isOperator
                : !isOperator || HttpMethod.GET.equals(request.getMethod())) {
            return null;
        }
        return Problem.Kind.FORBIDDEN
                .detail(
                        isOperator
                                ? "Operators may look here and change nothing: use holdfastctl's"
                                        + " commands."
                                : "This is for operators: use holdfastctl, which shows an operator's"
                                        + " key.")
                .toResponse();
    }

    /** Whether strangers may ask it. */
    public static boolean isOpen(ResourceInfo asked) {
        return says(WithoutPairKey.class, asked);
    }

    private static boolean isForOperators(ResourceInfo asked) {
        return says(ForOperators.class, asked);
    }

    private static boolean says(Class<? extends Annotation> what, ResourceInfo asked) {
        return asked.getResourceMethod().isAnnotationPresent(what)
                || asked.getResourceClass().isAnnotationPresent(what);
    }
}
