package dev.holdfast.gateway.discord;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One REST call to Discord.
 *
 * @param path below the API's root, beginning with a slash
 * @param repeatable whether it may be sent again when it is not known whether it arrived: it sets a
 *     state, or Discord recognises the second one
 * @param reason for the guild's audit log; empty: none
 */
public record Call(
        String method, String path, @Nullable JsonNode body, boolean repeatable, String reason) {

    private static final String NONE = "";

    public static Call get(String path) {
        return new Call("GET", path, null, true, NONE);
    }

    public static Call put(String path, JsonNode body) {
        return new Call("PUT", path, body, true, NONE);
    }

    /** Sets something that its path alone says. */
    public static Call put(String path) {
        return new Call("PUT", path, null, true, NONE);
    }

    public static Call patch(String path, JsonNode body) {
        return new Call("PATCH", path, body, true, NONE);
    }

    public static Call delete(String path) {
        return new Call("DELETE", path, null, true, NONE);
    }

    /** Sent once: a second one would be a second message. */
    public static Call post(String path, JsonNode body) {
        return new Call("POST", path, body, false, NONE);
    }

    /** A post whose second arrival Discord recognises: by a nonce, or by what it answers to. */
    public static Call postOnce(String path, JsonNode body) {
        return new Call("POST", path, body, true, NONE);
    }

    /** The same, with a reason for the guild's audit log. */
    public Call because(String given) {
        return new Call(method, path, body, repeatable, given);
    }
}
