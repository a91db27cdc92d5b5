package dev.holdfast.discord.openapi;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One request to Discord's REST API and its answer, as the sandbox writes them down ({@code
 * SANDBOX_RECORD}).
 *
 * @param path below {@code /api/v10}, without the query
 * @param request the JSON body, of a multipart form its {@code payload_json}; missing where there
 *     was none
 * @param answer missing where there was none
 */
record RecordedExchange(String method, String path, JsonNode request, int status, JsonNode answer) {

    private static final int SERVER_ERROR = 500;

    static RecordedExchange of(JsonNode line) {
        return new RecordedExchange(
                line.path("method").asText(),
                line.path("path").asText(),
                line.path("request"),
                line.path("status").asInt(),
                line.path("answer"));
    }

    /** Discord describes no answer of a server that fails. */
    boolean isOutage() {
        return status >= SERVER_ERROR;
    }
}
