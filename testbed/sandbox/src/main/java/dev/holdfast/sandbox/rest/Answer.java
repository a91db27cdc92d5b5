package dev.holdfast.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.sandbox.Json;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** What an endpoint answers; no body means none is sent. */
record Answer(int status, @Nullable Buffer body) {
    static Answer ok(JsonNode body) {
        return of(200, body);
    }

    static Answer of(int status, JsonNode body) {
        return new Answer(status, Buffer.buffer(Json.bytes(body)));
    }

    static Answer nothing() {
        return new Answer(204, null);
    }
}
