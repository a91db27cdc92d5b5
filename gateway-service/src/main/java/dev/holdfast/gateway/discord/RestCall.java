package dev.holdfast.gateway.discord;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Urgency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One REST call to Discord.
 *
 * @param path below the API's root, beginning with a slash
 * @param repeatable whether it may be sent again when it is not known whether it arrived: it sets a
 *     state, or Discord recognises the second one
 * @param reason for the guild's audit log; empty: none
 * @param files that go along with the body
 * @param guild whose share it is taken from, where its path does not say so; 0: as the path says
 * @param urgency urgent unless said otherwise
 */
public record RestCall(
        String method,
        String path,
        @Nullable JsonNode body,
        boolean repeatable,
        String reason,
        List<Upload> files,
        long guild,
        Urgency urgency) {

    private static final String NONE = "";

    public RestCall {
        files = List.copyOf(files);
    }

    public static RestCall get(String path) {
        return new RestCall("GET", path, null, true, NONE, List.of(), 0, Urgency.URGENT);
    }

    public static RestCall put(String path, JsonNode body) {
        return new RestCall("PUT", path, body, true, NONE, List.of(), 0, Urgency.URGENT);
    }

    /** Sets something that its path alone says. */
    public static RestCall put(String path) {
        return new RestCall("PUT", path, null, true, NONE, List.of(), 0, Urgency.URGENT);
    }

    public static RestCall patch(String path, JsonNode body) {
        return new RestCall("PATCH", path, body, true, NONE, List.of(), 0, Urgency.URGENT);
    }

    public static RestCall delete(String path) {
        return new RestCall("DELETE", path, null, true, NONE, List.of(), 0, Urgency.URGENT);
    }

    /** Sent once: a second one would be a second message. */
    public static RestCall post(String path, JsonNode body) {
        return new RestCall("POST", path, body, false, NONE, List.of(), 0, Urgency.URGENT);
    }

    /** Has something happen that its path alone says. */
    public static RestCall post(String path) {
        return new RestCall("POST", path, null, false, NONE, List.of(), 0, Urgency.URGENT);
    }

    /** A post whose second arrival Discord recognises: by a nonce, or by what it answers to. */
    public static RestCall postOnce(String path, JsonNode body) {
        return new RestCall("POST", path, body, true, NONE, List.of(), 0, Urgency.URGENT);
    }

    /** The same, with a reason for the guild's audit log. */
    public RestCall because(String given) {
        return new RestCall(method, path, body, repeatable, given, files, guild, urgency);
    }

    /** The same, for that guild. */
    public RestCall in(GuildId owner) {
        return new RestCall(method, path, body, repeatable, reason, files, owner.value(), urgency);
    }

    /** The same, for somebody who waits or for nobody. */
    public RestCall as(Urgency other) {
        return new RestCall(method, path, body, repeatable, reason, files, guild, other);
    }

    /** The same, with files. */
    public RestCall with(List<Upload> these) {
        return new RestCall(method, path, body, repeatable, reason, these, guild, urgency);
    }

    /** The same without its files, which changes what it says. */
    public RestCall without(JsonNode other) {
        return new RestCall(method, path, other, repeatable, reason, List.of(), guild, urgency);
    }
}
