package dev.holdfast.kit.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/**
 * Makes values that a service's OpenAPI description calls valid. The same seed makes the same ones.
 */
final class SchemaValues {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String REFERENCE = "#/components/schemas/";
    private static final String INSTANT = "2026-01-02T03:04:05Z";
    private static final List<String> WORDS =
            List.of("a", "all", "half", "1,000", "٥٠", "to Ben", "x y", "<@1>", "");
    private static final int DEEPEST = 8;

    private final JsonNode schemas;
    private final Random random;
    private final Map<String, Supplier<String>> texts;

    /**
     * Values by a description.
     *
     * @param texts by the schema's name: what to write where an example would go stale
     */
    SchemaValues(JsonNode description, Random random, Map<String, Supplier<String>> texts) {
        this.schemas = description.path("components").path("schemas");
        this.random = random;
        this.texts = Map.copyOf(texts);
    }

    JsonNode valid(JsonNode schema) {
        return value(schema, DEEPEST);
    }

    private JsonNode value(JsonNode schema, int depth) {
        var reference = schema.path("$ref").asText("");
        if (!reference.isEmpty()) {
            var name = reference.substring(REFERENCE.length());
            return texts.containsKey(name)
                    ? JSON.textNode(texts.get(name).get())
                    : value(schemas.path(name), depth);
        }
        if (schema.has("oneOf")) {
            return oneOf(schema, depth);
        }
        if (schema.has("enum")) {
            return pick(schema.path("enum"));
        }
        if (schema.path("examples").has(0)) {
            return schema.path("examples").path(0);
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> list(schema, depth);
            case "integer" -> JSON.numberNode(random.nextInt(1, 5));
            case "number" -> JSON.numberNode(random.nextDouble());
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            default -> text(schema);
        };
    }

    private JsonNode text(JsonNode schema) {
        return JSON.textNode(
                switch (schema.path("format").asText("")) {
                    case "date-time" -> INSTANT;
                    case "uri" -> "https://example.org/a.png";
                    default -> WORDS.get(random.nextInt(WORDS.size()));
                });
    }

    private JsonNode oneOf(JsonNode schema, int depth) {
        var mapping = schema.path("discriminator").path("mapping");
        if (mapping.isEmpty()) {
            return value(pick(schema.path("oneOf")), depth);
        }
        var kinds = List.copyOf(mapping.properties());
        var kind = kinds.get(random.nextInt(kinds.size()));
        var name = kind.getValue().asText().substring(REFERENCE.length());
        var made = JSON.objectNode();
        made.put(schema.path("discriminator").path("propertyName").asText(), kind.getKey());
        if (value(schemas.path(name), depth) instanceof ObjectNode fields) {
            made.setAll(fields);
        }
        return made;
    }

    /** What is required always, what is not every second time. */
    private JsonNode object(JsonNode schema, int depth) {
        var made = JSON.objectNode();
        var required =
                StreamSupport.stream(schema.path("required").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList();
        for (var property : schema.path("properties").properties()) {
            if (required.contains(property.getKey()) || (depth > 0 && random.nextBoolean())) {
                made.set(property.getKey(), value(property.getValue(), depth - 1));
            }
        }
        if (schema.has("additionalProperties") && depth > 0) {
            var values = schema.path("additionalProperties");
            var name = texts.getOrDefault("", () -> "a").get();
            made.set(name, value(values, depth - 1));
        }
        return made;
    }

    private JsonNode list(JsonNode schema, int depth) {
        var made = JSON.arrayNode();
        for (var left = depth > 0 ? random.nextInt(3) : 0; left > 0; left--) {
            made.add(value(schema.path("items"), depth - 1));
        }
        return made;
    }

    private JsonNode pick(JsonNode all) {
        return all.path(random.nextInt(all.size()));
    }

    private static String type(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray() ? type.path(0).asText() : type.asText("string");
    }
}
