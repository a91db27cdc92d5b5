package dev.holdfast.gateway.discord;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One REST call to Discord.
 *
 * @param path below the API's root, beginning with a slash
 * @param repeatable whether it may be sent again when it is not known whether it arrived: it sets a
 *     state, or Discord recognises the second one
 */
public record Call(String method, String path, @Nullable JsonNode body, boolean repeatable) {

    public static Call get(String path) {
        return new Call("GET", path, null, true);
    }

    public static Call put(String path, JsonNode body) {
        return new Call("PUT", path, body, true);
    }

    public static Call patch(String path, JsonNode body) {
        return new Call("PATCH", path, body, true);
    }

    public static Call delete(String path) {
        return new Call("DELETE", path, null, true);
    }

    /** Sent once: a second one would be a second message. */
    public static Call post(String path, JsonNode body) {
        return new Call("POST", path, body, false);
    }

    /** A post whose second arrival Discord recognises: by a nonce, or by what it answers to. */
    public static Call postOnce(String path, JsonNode body) {
        return new Call("POST", path, body, true);
    }
}
