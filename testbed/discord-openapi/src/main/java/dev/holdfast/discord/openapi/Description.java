package dev.holdfast.discord.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Discord's official description (OpenAPI 3.1). Safe for any thread. */
final class Description {

    private static final String HTTP_ERROR = "4XX";
    private static final int CLIENT_ERROR = 400;

    private final ObjectMapper json = new ObjectMapper();
    private final JsonNode description;
    private final Operations operations;
    private final Exceptions exceptions;
    private final JsonSchemaFactory schemas =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private final Map<String, JsonSchema> known = new ConcurrentHashMap<>();

    private Description(Path file) {
        try {
            description = json.readTree(file.toFile());
            exceptions = Exceptions.read(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        operations = new Operations(description.path("paths"));
    }

    /** Empty where it is not on this machine: {@code -Ddiscord.openapi} says where it would be. */
    static Optional<Description> find() {
        var file =
                Path.of(System.getProperty("discord.openapi", "../../shared/discord/openapi.json"));
        return Files.exists(file) ? Optional.of(new Description(file)) : Optional.empty();
    }

    /** What in it is not as described. */
    List<String> faults(RecordedExchange exchange) {
        if (exchange.isOutage()) {
            return List.of();
        }
        var path = operations.path(exchange.path()).orElse("");
        var operation = description.path("paths").path(path).path(Operations.method(exchange));
        var name = exchange.method() + " " + (path.isEmpty() ? exchange.path() : path);
        if (operation.isMissingNode()) {
            return exceptions.except(List.of(new Fault(name, "", "is not described")));
        }
        var faults = new ArrayList<Fault>();
        if (exchange.status() < CLIENT_ERROR && !exchange.request().isMissingNode()) {
            var asked = content(operation.path("requestBody"));
            faults.addAll(check(name + " request", asked, exchange.request()));
        }
        var answers = operation.path("responses");
        var status = Integer.toString(exchange.status());
        var described =
                answers.has(status) || exchange.status() < CLIENT_ERROR
                        ? answers.path(status)
                        : answers.path(HTTP_ERROR);
        var what = name + " " + status;
        if (described.isMissingNode()) {
            faults.add(new Fault(what, "", "is not described"));
        } else if (exchange.answer().isMissingNode() || exchange.answer().isNull()) {
            if (!content(resolve(described)).isMissingNode()) {
                faults.add(new Fault(what, "", "has no body"));
            }
        } else {
            faults.addAll(check(what, content(resolve(described)), exchange.answer()));
        }
        return exceptions.except(faults);
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? description.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static JsonNode content(JsonNode body) {
        return body.path("content").path("application/json").path("schema");
    }

    private List<Fault> check(String what, JsonNode schema, JsonNode value) {
        if (schema.isMissingNode()) {
            return List.of(new Fault(what, "", "should have no body"));
        }
        return known.computeIfAbsent(what, _ -> schema(schema)).validate(value).stream()
                .map(message -> fault(what, message))
                .toList();
    }

    private JsonSchema schema(JsonNode schema) {
        var whole = ((ObjectNode) schema).objectNode().setAll((ObjectNode) schema);
        ((ObjectNode) whole).set("components", description.path("components"));
        return schemas.getSchema(whole);
    }

    private static Fault fault(String what, ValidationMessage message) {
        return new Fault(
                what, message.getInstanceLocation().toString(), String.valueOf(message.getError()));
    }
}
