package dev.holdfast.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** As much of JSON Schema as Discord's own description uses. */
final class Schema {
    private final JsonNode description;

    Schema(Path file) {
        try {
            description = Json.parse(Files.readAllBytes(file)).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with this answer of that operation; nothing when it is as described. */
    List<String> check(String path, String method, int status, JsonNode answer) {
        var response =
                description
                        .path("paths")
                        .path(path)
                        .path(method)
                        .path("responses")
                        .path(Integer.toString(status));
        var schema = response.path("content").path("application/json").path("schema");
        if (schema.isMissingNode())
            return List.of("%s %s %d is not described".formatted(method, path, status));
        return check(schema, answer, "$");
    }

    /** Whether that operation may answer with this status. */
    boolean answers(String path, String method, int status) {
        return description
                .path("paths")
                .path(path)
                .path(method)
                .path("responses")
                .has(Integer.toString(status));
    }

    /** The described paths that have this method. */
    List<String> paths(String method) {
        return description.path("paths").properties().stream()
                .filter(path -> path.getValue().has(method))
                .map(Map.Entry::getKey)
                .toList();
    }

    private List<String> check(JsonNode schema, JsonNode value, String where) {
        var errors = new ArrayList<String>();
        if (schema.has("$ref")) {
            var name = schema.path("$ref").asText().replaceAll(".*/", "");
            errors.addAll(
                    check(description.path("components").path("schemas").path(name), value, where));
        }
        if (schema.has("type") && !typed(schema.path("type"), value)) {
            return List.of("%s: %s is not %s".formatted(where, value, schema.path("type")));
        }
        for (var part : schema.path("allOf")) errors.addAll(check(part, value, where));
        for (var choice : List.of("oneOf", "anyOf")) {
            if (schema.has(choice)) errors.addAll(nearest(schema.path(choice), value, where));
        }
        if (schema.has("const") && !schema.path("const").equals(value))
            errors.add("%s: %s is not %s".formatted(where, value, schema.path("const")));
        if (schema.has("enum") && !contains(schema.path("enum"), value))
            errors.add("%s: %s is none of %s".formatted(where, value, schema.path("enum")));
        if (value.isTextual()
                && schema.has("pattern")
                && !Pattern.compile(schema.path("pattern").asText())
                        .matcher(value.asText())
                        .find()) {
            errors.add("%s: %s does not match %s".formatted(where, value, schema.path("pattern")));
        }
        if (value.isNumber()
                && schema.has("minimum")
                && value.asDouble() < schema.path("minimum").asDouble())
            errors.add(where + " is too small");
        if (value.isNumber()
                && schema.has("maximum")
                && value.asDouble() > schema.path("maximum").asDouble())
            errors.add(where + " is too large");
        if (value.isObject()) object(schema, value, where, errors);
        if (value.isArray() && schema.has("items")) {
            for (var at = 0; at < value.size(); at++)
                errors.addAll(check(schema.path("items"), value.get(at), where + "[" + at + "]"));
        }
        return errors;
    }

    private void object(JsonNode schema, JsonNode value, String where, List<String> errors) {
        for (var name : schema.path("required")) {
            if (!value.has(name.asText()))
                errors.add("%s.%s is missing".formatted(where, name.asText()));
        }
        for (var property : schema.path("properties").properties()) {
            if (!value.has(property.getKey())) continue;
            errors.addAll(
                    check(
                            property.getValue(),
                            value.get(property.getKey()),
                            where + "." + property.getKey()));
        }
    }

    private List<String> nearest(JsonNode choices, JsonNode value, String where) {
        var results = new ArrayList<List<String>>();
        for (var choice : choices) results.add(check(choice, value, where));
        return results.stream().min(Comparator.comparingInt(List::size)).orElse(List.of());
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        for (var each : list) if (each.equals(value)) return true;
        return false;
    }

    private static boolean typed(JsonNode type, JsonNode value) {
        if (type.isArray()) {
            for (var each : type) if (typed(each, value)) return true;
            return false;
        }
        return switch (type.asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> false;
        };
    }
}
