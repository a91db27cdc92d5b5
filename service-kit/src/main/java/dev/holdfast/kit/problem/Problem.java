package dev.holdfast.kit.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Locale;

/**
 * An error for programs and for people, as problem details.
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
        MALFORMED_REQUEST("Malformed request", 400, "the request is malformed"),
        UNAUTHENTICATED("Unknown caller", 401, "no valid key was shown"),
        FORBIDDEN("Not for this caller", 403, "this caller may not do that"),
        NOT_FOUND("Not found", 404, "there is no such thing, or no longer"),
        NOT_ON_DISCORD("Not on Discord", 404, "Discord has no such thing, or no longer"),
        FORBIDDEN_BY_DISCORD(
                "Forbidden by Discord", 403, "Discord does not let the bot see or do that"),
        UNKNOWN_COMMAND("Unknown command", 404, "this build has no such command"),
        NOT_FOR_MEMBER("Not for this member", 403, "the member may not use the command there"),
        WRITING_COMMAND(
                "Command that writes", 422, "only commands that change nothing are run for others"),
        UNKNOWN_FACT("Unknown fact", 404, "no service publishes such a fact"),
        UNKNOWN_ORDER("Unknown order", 404, "no service takes orders of this kind"),
        METHOD_NOT_ALLOWED("Method not allowed", 405, "the address takes another method"),
        UNACCEPTABLE("Not acceptable", 406, "no accepted media type can be answered"),
        STILL_RUNNING(
                "Still running",
                409,
                "the same request is still running; send it again in a moment"),
        TOO_LARGE("Request too large", 413, "the body is too large"),
        UNSUPPORTED_MEDIA("Unsupported media type", 415, "the body is not application/json"),
        KEY_REUSED("Operation key reused", 422, "the operation key belongs to another request"),
        SETTING_REFUSED("Setting refused", 422, "the setting takes no such value"),
        KEY_EXPIRED("Operation key expired", 422, "the operation key is too old"),
        BUSY("Busy", 429, "what the request needs is in use; nothing was done"),
        OVERLOADED("Overloaded", 429, "too many requests are under way here; nothing was done"),
        INTERNAL("Internal error", 500, "a fault of the service"),
        UNAVAILABLE(
                "Unavailable",
                503,
                "the database or Discord does not answer; send the same request again");

        private final String title;
        private final int status;
        private final String when;

        Kind(String title, int status, String when) {
            this.title = title;
            this.status = status;
            this.when = when;
        }

        public int status() {
            return status;
        }

        /** What it means, for a description; every kind but the last two changed nothing. */
        public String when() {
            return when;
        }

        /** The problem with what to do about it. */
        public Problem detail(String detail) {
            return new Problem(type(), title, status, detail);
        }

        private URI type() {
            var name = name().toLowerCase(Locale.ROOT).replace('_', '-');
            return URI.create("urn:holdfast:problem:" + name);
        }
    }

    /** Whether it is of that kind. */
    public boolean is(Kind kind) {
        return type.equals(kind.type());
    }

    public Response toResponse() {
        return Response.status(status).type(MEDIA_TYPE).entity(this).build();
    }
}
