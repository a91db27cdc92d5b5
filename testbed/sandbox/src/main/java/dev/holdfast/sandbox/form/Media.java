package dev.holdfast.sandbox.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts the sent files where a message's components show them. */
final class Media {
    private static final String ATTACHED = "attachment://";

    private final Map<String, JsonNode> files = new HashMap<>();
    private final Field errors;

    private Media(ArrayNode sent, Field errors) {
        for (var file : sent) files.put(ATTACHED + file.path("filename").asText(), file);
        this.errors = errors;
    }

    /** The components with their media as Discord describes it. */
    static ArrayNode resolve(ArrayNode components, ArrayNode sent) {
        var resolved = components.deepCopy();
        var media = new Media(sent, Field.of(resolved));
        media.walk(resolved);
        media.errors.refuseErrors();
        return resolved;
    }

    private void walk(JsonNode node) {
        for (var child : node) walk(child);
        if (!(node instanceof ObjectNode object)) return;
        for (var name : List.of("media", "file")) {
            if (object.get(name) instanceof ObjectNode item && item.has("url")) {
                describe(item);
                if (name.equals("file")) file(object, item);
            }
        }
    }

    private void describe(ObjectNode item) {
        var url = item.path("url").asText();
        if (item.has("id")) return;
        var file = files.get(url);
        if (file != null) {
            item.put("url", file.path("url").asText());
            item.put("id", file.path("id").asText()).put("attachment_id", file.path("id").asText());
            item.set("content_type", file.path("content_type"));
        } else if (url.startsWith(ATTACHED)) {
            errors.bad(
                    "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
                    "The referenced attachment '%s' was not found."
                            .formatted(url.substring(ATTACHED.length())));
        } else {
            item.put("id", Integer.toUnsignedString(url.hashCode()));
        }
        item.put("proxy_url", item.path("url").asText());
        item.putNull("width").putNull("height");
    }

    private void file(ObjectNode component, ObjectNode item) {
        if (component.has("name")) return;
        var url = item.path("url").asText();
        component.put("name", url.substring(url.lastIndexOf('/') + 1));
        component.putNull("size");
        for (var file : files.values()) {
            if (file.path("url").asText().equals(url)) component.set("size", file.path("size"));
        }
    }
}
