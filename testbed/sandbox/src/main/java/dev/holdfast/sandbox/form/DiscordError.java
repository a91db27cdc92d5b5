package dev.holdfast.sandbox.form;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import org.jspecify.annotations.Nullable;

/**
 * A refusal in Discord's words: HTTP status, error code, message and, for forms, what is wrong
 * where.
 */
public final class DiscordError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final int code;
    private final transient @Nullable ObjectNode errors;

    private DiscordError(int status, int code, String message, @Nullable ObjectNode errors) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.errors = errors;
    }

    public static DiscordError of(int status, int code, String message) {
        return new DiscordError(status, code, message, null);
    }

    static DiscordError form(ObjectNode errors) {
        return new DiscordError(400, 50035, "Invalid Form Body", errors);
    }

    /** The refusal of a form in which something was noted as wrong. */
    public static DiscordError form(Field form) {
        return form(form.errors());
    }

    /** One thing too many. */
    public static DiscordError tooMany(int code, String things, int most) {
        return of(400, code, "Maximum number of %s reached (%d)".formatted(things, most));
    }

    public static DiscordError unauthorized() {
        return of(401, 0, "401: Unauthorized");
    }

    public static DiscordError notFound() {
        return of(404, 0, "404: Not Found");
    }

    public static DiscordError methodNotAllowed() {
        return of(405, 0, "405: Method Not Allowed");
    }

    public static DiscordError unknownChannel() {
        return of(404, 10003, "Unknown Channel");
    }

    public static DiscordError unknownGuild() {
        return of(404, 10004, "Unknown Guild");
    }

    public static DiscordError unknownMember() {
        return of(404, 10007, "Unknown Member");
    }

    public static DiscordError archivedThread() {
        return of(400, 50083, "Thread is archived");
    }

    public static DiscordError unknownMessage() {
        return of(404, 10008, "Unknown Message");
    }

    public static DiscordError unknownRole() {
        return of(404, 10011, "Unknown Role");
    }

    public static DiscordError unknownUser() {
        return of(404, 10013, "Unknown User");
    }

    public static DiscordError unknownWebhook() {
        return of(404, 10015, "Unknown Webhook");
    }

    public static DiscordError unknownBan() {
        return of(404, 10026, "Unknown Ban");
    }

    public static DiscordError unknownInteraction() {
        return of(404, 10062, "Unknown interaction");
    }

    public static DiscordError unknownCommand() {
        return of(404, 10063, "Unknown application command");
    }

    public static DiscordError alreadyAcknowledged() {
        return of(400, 40060, "Interaction has already been acknowledged.");
    }

    public static DiscordError missingAccess() {
        return of(403, 50001, "Missing Access");
    }

    public static DiscordError foreignMessage() {
        return of(403, 50005, "Cannot edit a message authored by another user");
    }

    public static DiscordError emptyMessage() {
        return of(400, 50006, "Cannot send an empty message");
    }

    public static DiscordError cannotMessageUser() {
        return of(403, 50007, "Cannot send messages to this user");
    }

    public static DiscordError missingPermissions() {
        return of(403, 50013, "Missing Permissions");
    }

    public static DiscordError invalidRole() {
        return of(400, 50028, "Invalid Role");
    }

    public static DiscordError deadWebhookToken() {
        return of(401, 50027, "Invalid Webhook Token");
    }

    public static DiscordError invalidJson() {
        return of(400, 50109, "The request body contains invalid JSON.");
    }

    public int status() {
        return status;
    }

    public int code() {
        return code;
    }

    /** The body of the answer. */
    public ObjectNode body() {
        var body = Json.object().put("message", getMessage()).put("code", code);
        if (errors != null) body.set("errors", errors);
        return body;
    }
}
