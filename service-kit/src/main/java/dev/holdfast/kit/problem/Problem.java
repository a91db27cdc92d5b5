package dev.holdfast.kit.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Locale;

/**
 * What went wrong, for a program and for a person.
 *
 * @param type stable, one a kind of problem
 * @param title the kind in a few words
 * @param status the HTTP status
 * @param detail what to do about this one
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(URI type, String title, int status, String detail) {

    public static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

    /** The kinds of problem that a service answers with. */
    public enum Kind {
        MALFORMED_REQUEST("Malformed request", 400),
        UNAUTHENTICATED("Unknown caller", 401),
        FORBIDDEN("Not for this caller", 403),
        NOT_FOUND("Not found", 404),
        UNKNOWN_COMMAND("Unknown command", 404),
        METHOD_NOT_ALLOWED("Method not allowed", 405),
        UNACCEPTABLE("Not acceptable", 406),
        STILL_RUNNING("Still running", 409),
        TOO_LARGE("Request too large", 413),
        UNSUPPORTED_MEDIA("Unsupported media type", 415),
        KEY_REUSED("Operation key reused", 422),
        KEY_EXPIRED("Operation key expired", 422),
        BUSY("Busy", 429),
        OVERLOADED("Overloaded", 429),
        INTERNAL("Internal error", 500),
        UNAVAILABLE("Unavailable", 503);

        private final String title;
        private final int status;

        Kind(String title, int status) {
            this.title = title;
            this.status = status;
        }

        /** The problem with what to do about it. */
        public Problem detail(String detail) {
            var name = name().toLowerCase(Locale.ROOT).replace('_', '-');
            return new Problem(URI.create("urn:holdfast:problem:" + name), title, status, detail);
        }
    }

    public Response toResponse() {
        return Response.status(status).type(MEDIA_TYPE).entity(this).build();
    }
}
