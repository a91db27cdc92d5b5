package dev.holdfast.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.chat.By;
import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.form.Field;
import dev.holdfast.sandbox.world.Snowflake;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request to the REST API.
 *
 * @param path the values of the template's names, decoded
 * @param host the Host header, as the client reached us
 * @param reason for the audit log; {@code null}: none was given
 * @param authorization the header of that name; empty where there is none
 * @param caller whose token was sent; {@code null}: none was needed
 */
record Call(
        Map<String, String> path,
        MultiMap query,
        Buffer body,
        List<UploadedForm> uploads,
        String host,
        @Nullable String reason,
        String authorization,
        @Nullable Caller caller) {
    /** Who asks, where a token is needed: the bot, or the person it speaks for. */
    Snowflake user() {
        return known().user();
    }

    private Caller known() {
        if (caller == null) throw DiscordError.unauthorized();
        return caller;
    }

    /** The application that asks. */
    Snowflake application() {
        return known().application();
    }

    /** Whether it is a bot that asks, not a person by way of an application. */
    boolean bot() {
        return known().bot();
    }

    boolean granted(String scope) {
        return known().scopes().contains(scope);
    }

    /** For the audit log: who does it, and why. */
    By by() {
        return new By(user(), reason);
    }

    /** The id in the path, or Discord's refusal of something that is none. */
    Snowflake id(String name) {
        var form = Field.of(Json.object().put(name + "_id", text(name)));
        return form.get(name + "_id").snowflake().orElseThrow(() -> DiscordError.form(form));
    }

    String text(String name) {
        return path.getOrDefault(name, "");
    }

    boolean asks(String name) {
        var value = query.get(name);
        return "true".equalsIgnoreCase(value) || "1".equals(value);
    }

    Optional<Snowflake> querySnowflake(String name) {
        return Optional.ofNullable(query.get(name)).flatMap(Snowflake::parse);
    }

    int limit(int otherwise, int most) {
        var form = Json.object();
        var text = query.get("limit");
        if (text != null) form.put("limit", text);
        var field = Field.of(form);
        var limit = field.get("limit").integer(1, most, otherwise);
        field.refuseErrors();
        return limit;
    }

    /** The body as JSON, which must be an object or a list. */
    JsonNode json() {
        var parsed = Json.parse(body.getBytes()).orElseThrow(DiscordError::invalidJson);
        if (!parsed.isContainerNode()) throw DiscordError.invalidJson();
        return parsed;
    }

    Field form() {
        var json = body.length() == 0 ? Json.object() : json();
        return Field.of(json.isObject() ? json : Json.object());
    }
}
