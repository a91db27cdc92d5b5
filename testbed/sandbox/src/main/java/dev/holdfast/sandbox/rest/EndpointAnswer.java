package dev.holdfast.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.sandbox.Json;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** What an endpoint answers; no body means none is sent. */
record EndpointAnswer(int status, @Nullable Buffer body) {
    static EndpointAnswer ok(JsonNode body) {
        return of(200, body);
    }

    static EndpointAnswer of(int status, JsonNode body) {
        return new EndpointAnswer(status, Buffer.buffer(Json.bytes(body)));
    }

    static EndpointAnswer nothing() {
        return new EndpointAnswer(204, null);
    }
}
