package dev.holdfast.sandbox.form;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import java.net.URI;
import java.time.DateTimeException;
import java.time.OffsetDateTime;

/**
 * Reads embeds: https://docs.discord.com/developers/resources/message#embed-object-embed-limits.
 */
final class EmbedForm {
    private static final int EMBEDS = 10;
    private static final int CHARACTERS_IN_ALL = 6_000;

    private int characters;

    private EmbedForm() {}

    /** In the shape Discord gives back. */
    static ArrayNode read(Field embeds) {
        var form = new EmbedForm();
        var read = Json.array();
        for (var embed : embeds.list(0, EMBEDS)) {
            if (!embed.object()) continue;
            read.add(form.embed(embed));
            if (form.characters > CHARACTERS_IN_ALL) {
                embed.bad("MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000");
                break;
            }
        }
        return read;
    }

    private ObjectNode embed(Field embed) {
        var node = Json.object().put("type", "rich");
        text(embed, node, "title", 256);
        text(embed, node, "description", 4_096);
        url(embed, node, "url");
        if (!embed.get("color").empty()) {
            node.put("color", embed.get("color").integer(0, 0xFFFFFF, 0));
        }
        timestamp(embed.get("timestamp"), node);
        var author = embed.get("author");
        if (author.object()) {
            var part = node.putObject("author");
            required(author, part, "name", 256);
            url(author, part, "url");
            url(author, part, "icon_url");
        }
        var footer = embed.get("footer");
        if (footer.object()) {
            var part = node.putObject("footer");
            required(footer, part, "text", 2_048);
            url(footer, part, "icon_url");
        }
        image(embed, node, "image");
        image(embed, node, "thumbnail");
        fields(embed.get("fields"), node);
        if (node.size() == 1 || (node.size() == 2 && node.has("color"))) {
            embed.get("description").bad("BASE_TYPE_REQUIRED", "This field is required");
        }
        return node;
    }

    private void fields(Field fields, ObjectNode node) {
        if (fields.empty()) return;
        var list = node.putArray("fields");
        for (var field : fields.list(0, 25)) {
            if (!field.object()) continue;
            var entry = list.addObject();
            required(field, entry, "name", 256);
            required(field, entry, "value", 1_024);
            entry.put("inline", field.get("inline").flag(false));
        }
    }

    private void text(Field from, ObjectNode to, String name, int max) {
        from.get(name)
                .text(0, max)
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> put(to, name, text));
    }

    private void required(Field from, ObjectNode to, String name, int max) {
        if (from.get(name).raw().asText().isBlank()) {
            from.get(name).bad("BASE_TYPE_REQUIRED", "This field is required");
        } else {
            from.get(name).text(0, max).ifPresent(text -> put(to, name, text));
        }
    }

    private void put(ObjectNode to, String name, String text) {
        characters += Characters.count(text);
        to.put(name, text);
    }

    private static void image(Field embed, ObjectNode node, String name) {
        if (embed.get(name).object()) url(embed.get(name), node.putObject(name), "url");
    }

    private static void url(Field from, ObjectNode to, String name) {
        from.get(name)
                .text(0, 2_048)
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> {
                    if (address(text)) to.put(name, text);
                    else from.get(name).bad("URL_TYPE_INVALID_URL", "Not a well formed URL.");
                });
    }

    static boolean address(String text) {
        try {
            var scheme = URI.create(text).getScheme();
            return "http".equals(scheme) || "https".equals(scheme) || "attachment".equals(scheme);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static void timestamp(Field from, ObjectNode to) {
        from.text(0, 64)
                .ifPresent(text -> {
                    try {
                        to.put("timestamp", Json.moment(OffsetDateTime.parse(text).toInstant()));
                    } catch (DateTimeException _) {
                        from.bad(
                                "DATETIME_TYPE_PARSE",
                                "Could not parse %s. Should be ISO8601.".formatted(text));
                    }
                });
    }
}
