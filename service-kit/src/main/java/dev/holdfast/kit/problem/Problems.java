package dev.holdfast.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever ends a request into a problem; never a stack trace, SQL or a secret. */
final class Problems {

    private static final Logger LOG = Logger.getLogger("holdfast.problem");
    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERRORS = 500;
    private static final int DEEPEST_CAUSE = 10;

    @ServerExceptionMapper
    Response unavailable(Unavailable away) {
        LOG.warnf("answered 503: %s", away.getMessage());
        return Response.fromResponse(
                        Problem.Kind.UNAVAILABLE
                                .detail(
                                        "The database does not answer. Send the same request again in a"
                                                + " moment; its operation key sees to it that it is done"
                                                + " once.")
                                .toResponse())
                .header("Retry-After", 1)
                .build();
    }

    @ServerExceptionMapper
    Response rejected(Rejected rejected) {
        return rejected.problem().toResponse();
    }

    // Quarkus brings a mapper of its own for the narrower class.
    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    Response malformed(JsonProcessingException malformed) {
        return Problem.Kind.MALFORMED_REQUEST.detail(sentence(malformed)).toResponse();
    }

    @ServerExceptionMapper
    Response refused(WebApplicationException refused) {
        if (refused.getCause() instanceof JsonProcessingException malformed) {
            return malformed(malformed);
        }
        var status = refused.getResponse().getStatus();
        if (status >= SERVER_ERRORS) {
            return unexpected(refused);
        }
        if (status == NOT_FOUND && refused.getCause() instanceof RuntimeException unreadable) {
            return Problem.Kind.MALFORMED_REQUEST
                    .detail("A parameter cannot be read: " + unreadable.getMessage())
                    .toResponse();
        }
        return kind(status)
                .map(kind -> kind.detail(advice(kind)).toResponse())
                .orElse(refused.getResponse());
    }

    /** A caller that is gone hears no answer, and its going is no fault of ours. */
    @ServerExceptionMapper
    Response interrupted(IOException broken, HttpServerRequest request) {
        var gone =
                Stream.<Throwable>iterate(broken, Objects::nonNull, Throwable::getCause)
                        .limit(DEEPEST_CAUSE)
                        .anyMatch(ClosedChannelException.class::isInstance);
        if (!gone && !request.response().closed()) {
            return unexpected(broken);
        }
        LOG.infof("a caller hung up: %s", broken.getMessage());
        return Problem.Kind.MALFORMED_REQUEST
                .detail("The connection ended before the request did. Send it again.")
                .toResponse();
    }

    @ServerExceptionMapper
    Response unexpected(Throwable bug) {
        LOG.error("answered 500", bug);
        return Problem.Kind.INTERNAL
                .detail(
                        "This is a fault of the service and was logged. Send the same request again: its"
                                + " operation key sees to it that it is done once at most.")
                .toResponse();
    }

    private static Optional<Problem.Kind> kind(int status) {
        return switch (status) {
            case 400 -> Optional.of(Problem.Kind.MALFORMED_REQUEST);
            case 404 -> Optional.of(Problem.Kind.NOT_FOUND);
            case 405 -> Optional.of(Problem.Kind.METHOD_NOT_ALLOWED);
            case 406 -> Optional.of(Problem.Kind.UNACCEPTABLE);
            case 413 -> Optional.of(Problem.Kind.TOO_LARGE);
            case 415 -> Optional.of(Problem.Kind.UNSUPPORTED_MEDIA);
            default -> Optional.empty();
        };
    }

    private static String advice(Problem.Kind kind) {
        return switch (kind) {
            case NOT_FOUND -> "There is nothing at this address; see the service's OpenAPI file.";
            case METHOD_NOT_ALLOWED -> "This address takes another HTTP method.";
            case UNACCEPTABLE -> "This address answers application/json only.";
            case UNSUPPORTED_MEDIA -> "Send the body as application/json.";
            case TOO_LARGE -> "A request has at most 1 MB.";
            case MALFORMED_REQUEST,
                    UNAUTHENTICATED,
                    FORBIDDEN,
                    NOT_ON_DISCORD,
                    FORBIDDEN_BY_DISCORD,
                    UNKNOWN_COMMAND,
                    NOT_FOR_MEMBER,
                    WRITING_COMMAND,
                    UNKNOWN_FACT,
                    UNKNOWN_ORDER,
                    STILL_RUNNING,
                    KEY_REUSED,
                    KEY_EXPIRED,
                    SETTING_REFUSED,
                    BUSY,
                    OVERLOADED,
                    INTERNAL,
                    UNAVAILABLE ->
                    "Send a request as the service's OpenAPI file describes it.";
        };
    }

    private static String sentence(JsonProcessingException malformed) {
        return switch (malformed) {
            case UnrecognizedPropertyException unknown ->
                    "Unknown field '%s'. Remove it, or ask a service that knows it."
                            .formatted(path(unknown));
            case ValueInstantiationException refused
                    when refused.getCause() instanceof IllegalArgumentException reason ->
                    refused.getPath().isEmpty()
                            ? String.valueOf(reason.getMessage())
                            : "%s: %s".formatted(path(refused), reason.getMessage());
            case JsonMappingException wrong when !wrong.getPath().isEmpty() ->
                    "Field '%s' is missing or not of the form that the OpenAPI file describes."
                            .formatted(path(wrong));
            case JsonMappingException _ ->
                    "The body is missing or not of the form that the OpenAPI file describes.";
            case JsonProcessingException _ -> "The body is not JSON.";
        };
    }

    private static String path(JsonMappingException malformed) {
        return malformed.getPath().stream()
                .map(step ->
                        step.getFieldName() == null
                                ? Integer.toString(step.getIndex())
                                : step.getFieldName())
                .collect(Collectors.joining("."));
    }
}
