package dev.holdfast.sandbox.form;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import java.util.Set;

/**
 * Reads the components of messages with the flag IS_COMPONENTS_V2:
 * https://docs.discord.com/developers/components/reference.
 */
final class LayoutForm {
    static final int SECTION = 9;
    static final int TEXT = 10;
    static final int THUMBNAIL = 11;
    static final int GALLERY = 12;
    static final int FILE = 13;
    static final int SEPARATOR = 14;
    static final int CONTAINER = 17;
    private static final int MOST = 40;
    private static final int MOST_TEXT = 4_000;
    private static final Set<Integer> INSIDE =
            Set.of(ComponentForm.ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR);
    private static final Set<Integer> OUTSIDE =
            Set.of(ComponentForm.ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER);

    private final ComponentForm interactive = new ComponentForm(false);
    private int characters;

    private LayoutForm() {}

    static ArrayNode read(Field components) {
        var form = new LayoutForm();
        var read = form.all(components.list(0, MOST), OUTSIDE);
        if (form.interactive.count() > MOST) {
            components.bad(
                    "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
                    "The total number of components must not exceed 40");
        }
        if (form.characters > MOST_TEXT) {
            components.bad(
                    "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
                    "The total displayable text size of the components exceeds 4000");
        }
        return read;
    }

    private ArrayNode all(Iterable<Field> components, Set<Integer> allowed) {
        var read = Json.array();
        for (var each : components) {
            if (each.object() && ComponentForm.typed(each, allowed)) read.add(one(each));
        }
        return read;
    }

    private ObjectNode one(Field component) {
        return switch (component.get("type").raw().asInt()) {
            case ComponentForm.ROW -> interactive.row(component);
            case SECTION -> section(component);
            case TEXT -> text(component);
            case GALLERY -> gallery(component);
            case FILE -> file(component);
            case SEPARATOR -> separator(component);
            case THUMBNAIL -> thumbnail(component);
            default -> container(component);
        };
    }

    private ObjectNode section(Field section) {
        var node = interactive.begin(section, SECTION);
        var texts = section.get("components");
        texts.require();
        node.set("components", all(texts.list(1, 3), Set.of(TEXT)));
        var accessory = section.get("accessory");
        var allowed = Set.of(ComponentForm.BUTTON, THUMBNAIL);
        if (!accessory.require() || !accessory.object()) return node;
        if (!ComponentForm.typed(accessory, allowed)) return node;
        var button = accessory.get("type").raw().asInt() == ComponentForm.BUTTON;
        node.set("accessory", button ? interactive.button(accessory) : thumbnail(accessory));
        return node;
    }

    private ObjectNode text(Field text) {
        var content = text.get("content").requiredText(1, MOST_TEXT);
        characters += Characters.count(content);
        return interactive.begin(text, TEXT).put("content", content);
    }

    private ObjectNode thumbnail(Field thumbnail) {
        var node = interactive.begin(thumbnail, THUMBNAIL);
        described(thumbnail, node);
        return node;
    }

    private ObjectNode gallery(Field gallery) {
        var node = interactive.begin(gallery, GALLERY);
        var items = gallery.get("items");
        items.require();
        var read = node.putArray("items");
        for (var item : items.list(1, 10)) if (item.object()) described(item, read.addObject());
        return node;
    }

    private static void described(Field item, ObjectNode node) {
        media(item.get("media"), node.putObject("media"), false);
        node.put("description", item.get("description").text(0, 1_024).orElse(null));
        node.put("spoiler", item.get("spoiler").flag(false));
    }

    private ObjectNode file(Field file) {
        var node = interactive.begin(file, FILE);
        media(file.get("file"), node.putObject("file"), true);
        return node.put("spoiler", file.get("spoiler").flag(false));
    }

    private static void media(Field media, ObjectNode node, boolean attached) {
        if (!media.require() || !media.object()) return;
        var url = media.get("url").requiredText(1, 2_048);
        node.put("url", url);
        if (!EmbedForm.address(url)) {
            media.get("url").bad("URL_TYPE_INVALID_URL", "Not a well formed URL.");
        } else if (attached && !url.startsWith("attachment://")) {
            media.get("url")
                    .bad("URL_TYPE_INVALID_SCHEME", "Scheme must be one of ('attachment',).");
        }
    }

    private ObjectNode separator(Field separator) {
        return interactive
                .begin(separator, SEPARATOR)
                .put("spacing", separator.get("spacing").choice(Set.of(1, 2), 1))
                .put("divider", separator.get("divider").flag(true));
    }

    private ObjectNode container(Field container) {
        var node = interactive.begin(container, CONTAINER);
        var color = container.get("accent_color");
        if (color.empty()) node.putNull("accent_color");
        else node.put("accent_color", color.integer(0, 0xFFFFFF, 0));
        var inside = container.get("components");
        inside.require();
        node.set("components", all(inside.list(1, MOST), INSIDE));
        return node.put("spoiler", container.get("spoiler").flag(false));
    }
}
