package dev.holdfast.local.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Kubernetes' own description of its objects, made strict: a field that it does not know is an
 * error, as with {@code kubectl apply --validate=strict}.
 */
final class OfficialSchema {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode definitions;
    private final Map<String, String> definitionOf = new HashMap<>();
    private final Map<String, JsonSchema> compiled = new HashMap<>();
    private final JsonSchemaFactory factory =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4);

    OfficialSchema(Path swagger) throws IOException {
        this.definitions = (ObjectNode) JSON.readTree(swagger.toFile()).path("definitions");
        for (var each : definitions.properties()) {
            strict((ObjectNode) each.getValue());
            for (var kind : each.getValue().path("x-kubernetes-group-version-kind")) {
                definitionOf.put(
                        "%s/%s/%s"
                                .formatted(
                                        kind.path("group").asText(),
                                        kind.path("version").asText(),
                                        kind.path("kind").asText()),
                        each.getKey());
            }
        }
    }

    private static void strict(ObjectNode definition) {
        switch (definition.path("format").asText()) {
            case "int-or-string" -> union(definition, "integer");
            case "" -> {
                if (definition.has("properties") && !definition.has("additionalProperties")) {
                    definition.put("additionalProperties", false);
                }
            }
            default -> definition.remove("format");
        }
        if (definition.path("description").asText().startsWith("Quantity is")) {
            union(definition, "number");
        }
    }

    private static void union(ObjectNode definition, String type) {
        definition.remove("format");
        definition.putArray("type").add("string").add(type);
    }

    /** What is wrong with the object; empty where it is valid. */
    List<String> faults(JsonNode manifest) {
        var version = manifest.path("apiVersion").asText();
        var key = (version.contains("/") ? version : "/" + version) + "/" + kind(manifest);
        var definition = definitionOf.get(key);
        if (definition == null) {
            return List.of(key + " is no kind of Kubernetes");
        }
        return compiled.computeIfAbsent(definition, this::compile).validate(manifest).stream()
                .map(fault -> kind(manifest) + " " + Manifests.name(manifest) + ": " + fault)
                .toList();
    }

    private JsonSchema compile(String definition) {
        var schema = JSON.createObjectNode().put("$ref", "#/definitions/" + definition);
        schema.set("definitions", definitions);
        return factory.getSchema(schema);
    }

    private static String kind(JsonNode manifest) {
        return manifest.path("kind").asText();
    }
}
