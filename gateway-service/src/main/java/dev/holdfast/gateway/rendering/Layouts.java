package dev.holdfast.gateway.rendering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CardLayout;
import dev.holdfast.kit.protocol.CardLayout.Block;
import dev.holdfast.kit.protocol.UserId;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages that are laid out by components: what a card means gets its color and its place here.
 *
 * @see <a href="https://discord.com/developers/docs/components/reference">Discord: components</a>
 */
final class Layouts {

    /** Discord's flag IS_COMPONENTS_V2; a message that has it once has it for good. */
    static final int FLAG = 1 << 15;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int SECTION = 9;
    private static final int TEXT = 10;
    private static final int THUMBNAIL = 11;
    private static final int GALLERY = 12;
    private static final int FILE = 13;
    private static final int SEPARATOR = 14;
    private static final int CONTAINER = 17;
    private static final String ATTACHED = "attachment://";

    private Layouts() {}

    /**
     * A card in its frame, its files and the rows inside it.
     *
     * @param files those that are no pictures: what no component names, nobody sees
     */
    static ArrayNode of(Card card, List<String> files, ArrayNode rows) {
        var parts = JSON.arrayNode();
        CardLayout.of(card).forEach(block -> parts.add(block(block)));
        files.forEach(name -> parts.add(file(name)));
        parts.addAll(rows);
        return JSON.arrayNode().add(container(CardLayout.accent(card.kind()), parts));
    }

    /** What was no card, such as an embed, for a message that can only be laid out. */
    static ArrayNode of(ObjectNode plain) {
        var parts = JSON.arrayNode();
        if (!plain.path("content").asText().isBlank()) {
            parts.add(text(plain.path("content").asText()));
        }
        for (var embed : plain.path("embeds")) {
            var inside = JSON.arrayNode().add(text(words(embed)));
            parts.add(
                    container(
                            embed.path("color").asInt(CardLayout.accent(Card.Kind.RECORD)),
                            inside));
        }
        plain.path("components").forEach(parts::add);
        return parts;
    }

    static ObjectNode text(String words) {
        return JSON.objectNode().put("type", TEXT).put("content", words);
    }

    private static ObjectNode file(String name) {
        var file = JSON.objectNode().put("type", FILE);
        file.putObject("file").put("url", ATTACHED + name);
        return file;
    }

    /** Takes the files that were to be sent along out of it. */
    static void takeFilesFrom(ArrayNode components) {
        for (var part : components) {
            if (part.path("components") instanceof ArrayNode inside) {
                takeFilesFrom(inside);
            }
        }
        for (var i = components.size() - 1; i >= 0; i--) {
            var type = components.path(i).path("type").asInt();
            if (type == GALLERY || type == FILE) {
                components.remove(i);
            }
        }
    }

    private static ObjectNode container(int color, ArrayNode parts) {
        var container = JSON.objectNode().put("type", CONTAINER).put("accent_color", color);
        container.set("components", parts);
        return container;
    }

    private static ObjectNode block(Block block) {
        return switch (block) {
            case Block.Words(var words) -> text(words);
            case Block.Beside(var words, var person) -> section(words, person);
            case Block.Space(var line) ->
                    JSON.objectNode().put("type", SEPARATOR).put("divider", line).put("spacing", 1);
            case Block.Gallery(var file, var description) -> gallery(file, description);
        };
    }

    private static ObjectNode section(String words, UserId person) {
        var section = JSON.objectNode().put("type", SECTION);
        section.putArray("components").add(text(words));
        section.putObject("accessory")
                .put("type", THUMBNAIL)
                .putObject("media")
                .put("url", Placeholders.AVATAR + person);
        return section;
    }

    private static ObjectNode gallery(String file, String description) {
        var gallery = JSON.objectNode().put("type", GALLERY);
        gallery.putArray("items")
                .addObject()
                .put("description", description)
                .putObject("media")
                .put("url", ATTACHED + file);
        return gallery;
    }

    private static String words(JsonNode embed) {
        List<String> lines = new ArrayList<>();
        add(lines, "### %s", embed.path("title"));
        add(lines, "%s", embed.path("description"));
        for (var field : embed.path("fields")) {
            add(lines, "**%s**", field.path("name"));
            add(lines, "%s", field.path("value"));
        }
        add(lines, "-# %s", embed.path("footer").path("text"));
        return lines.isEmpty() ? "…" : String.join("\n", lines);
    }

    private static void add(List<String> lines, String pattern, JsonNode words) {
        if (!words.asText().isBlank()) {
            lines.add(pattern.formatted(words.asText()));
        }
    }
}
