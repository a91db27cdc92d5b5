package dev.holdfast.sandbox.form;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import java.util.HashSet;
import java.util.Set;

/** Reads action rows of buttons and selects, and the texts and inputs of modals. */
final class ComponentForm {
    static final int ROW = 1;
    static final int BUTTON = 2;
    static final int STRING_SELECT = 3;
    static final int TEXT_INPUT = 4;
    private static final int TEXT = 10;
    private static final int LABEL = 18;
    private static final int FILES = 19;
    private static final int LINK = 5;
    private static final int PREMIUM = 6;

    private final Set<String> customIds = new HashSet<>();
    private final boolean modal;
    private final Set<Integer> ids = new HashSet<>();
    private int lastId;
    private int count;

    ComponentForm(boolean modal) {
        this.modal = modal;
    }

    static ArrayNode ofMessage(Field components) {
        return new ComponentForm(false).rows(components.list(0, 5));
    }

    static ArrayNode ofModal(Field components) {
        if (!components.require()) return Json.array();
        return new ComponentForm(true).rows(components.list(1, 5));
    }

    private ArrayNode rows(Iterable<Field> rows) {
        var read = Json.array();
        for (var row : rows) {
            if (!row.object() || !typed(row, modal ? Set.of(ROW, TEXT, LABEL) : Set.of(ROW)))
                continue;
            read.add(
                    switch (row.get("type").raw().asInt()) {
                        case LABEL -> label(row);
                        case TEXT ->
                                begin(row, TEXT)
                                        .put("content", row.get("content").requiredText(1, 4_000));
                        default -> row(row);
                    });
        }
        return read;
    }

    private ObjectNode label(Field label) {
        var node = begin(label, LABEL);
        node.put("label", label.get("label").requiredText(1, 45));
        label.get("description").text(0, 100).ifPresent(text -> node.put("description", text));
        var child = label.get("component");
        if (!child.require() || !typed(child, Set.of(TEXT_INPUT, 3, 5, 6, 7, 8, FILES)))
            return node;
        var type = child.get("type").raw().asInt();
        return node.set(
                "component",
                switch (type) {
                    case TEXT_INPUT -> textInput(child);
                    case FILES -> files(child);
                    default -> select(child, type);
                });
    }

    private ObjectNode files(Field files) {
        var node = begin(files, FILES);
        customId(files, node);
        node.put("min_values", files.get("min_values").integer(0, 10, 1));
        node.put("max_values", files.get("max_values").integer(1, 10, 1));
        return node.put("required", files.get("required").flag(true));
    }

    /** How many there are, the ones inside others included. */
    int count() {
        return count;
    }

    /** Its type and its id, which is drawn where the form gives none. */
    ObjectNode begin(Field component, int type) {
        count++;
        var given = component.get("id");
        var id = given.integer(0, Integer.MAX_VALUE, 0);
        if (id == 0) {
            do id = ++lastId;
            while (ids.contains(id));
        }
        if (!ids.add(id)) {
            given.bad("COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated");
        }
        return Json.object().put("type", type).put("id", id);
    }

    static boolean typed(Field component, Set<Integer> allowed) {
        var type = component.get("type");
        return type.require() && type.choice(allowed, 0) != 0;
    }

    ObjectNode row(Field row) {
        var node = begin(row, ROW);
        var children = node.putArray("components");
        var list = row.get("components");
        if (!list.require()) return node;
        var width = 0;
        for (var child : list.list(1, 5)) {
            if (!child.object()
                    || !typed(child, modal ? Set.of(TEXT_INPUT) : Set.of(2, 3, 5, 6, 7, 8)))
                continue;
            var type = child.get("type").raw().asInt();
            width += type == BUTTON ? 1 : 5;
            if (width > 5) {
                child.bad(
                        "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
                        "The specified component exceeds the maximum width");
            }
            children.add(
                    switch (type) {
                        case BUTTON -> button(child);
                        case TEXT_INPUT ->
                                textInput(child)
                                        .put("label", child.get("label").requiredText(1, 45));
                        default -> select(child, type);
                    });
        }
        return node;
    }

    private void customId(Field component, ObjectNode node) {
        var field = component.get("custom_id");
        var id = field.requiredText(1, 100);
        node.put("custom_id", id);
        if (!customIds.add(id)) {
            field.bad("COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated");
        }
    }

    ObjectNode button(Field button) {
        var node = begin(button, BUTTON);
        var style = button.get("style");
        var read = style.require() ? style.choice(Set.of(1, 2, 3, 4, 5, PREMIUM), 1) : 1;
        node.put("style", read);
        if (read == LINK) {
            var url = button.get("url").requiredText(1, 512);
            node.put("url", url);
            if (!EmbedForm.address(url))
                button.get("url").bad("URL_TYPE_INVALID_URL", "Not a well formed URL.");
            if (!button.get("custom_id").empty()) {
                button.bad(
                        "BASE_TYPE_MUTUALLY_EXCLUSIVE",
                        "A custom id and url cannot both be specified");
            }
        } else if (read == PREMIUM) {
            style.bad(
                    "BASE_TYPE_CHOICES",
                    "This application sells nothing: premium buttons are not allowed.");
        } else {
            customId(button, node);
        }
        button.get("label")
                .text(0, 80)
                .filter(label -> !label.isEmpty())
                .ifPresent(label -> node.put("label", label));
        emoji(button, node);
        if (!node.has("label") && !node.has("emoji")) {
            button.bad("BUTTON_COMPONENT_EMPTY", "A button must have a label or an emoji");
        }
        if (button.get("disabled").flag(false)) node.put("disabled", true);
        return node;
    }

    private static void emoji(Field component, ObjectNode node) {
        var emoji = component.get("emoji");
        if (!emoji.object()) return;
        var read = node.putObject("emoji");
        emoji.get("id").snowflake().ifPresent(id -> read.put("id", id.toString()));
        emoji.get("name").text(0, 32).ifPresent(name -> read.put("name", name));
    }

    private ObjectNode select(Field select, int type) {
        var node = begin(select, type);
        customId(select, node);
        select.get("placeholder").text(0, 150).ifPresent(text -> node.put("placeholder", text));
        var least = select.get("min_values").integer(0, 25, 1);
        var most = select.get("max_values").integer(1, 25, 1);
        node.put("min_values", least).put("max_values", most);
        if (least > most) {
            select.get("min_values").bad("NUMBER_TYPE_MAX", "Must not be greater than max_values.");
        }
        if (modal) node.put("required", select.get("required").flag(true));
        else node.put("disabled", select.get("disabled").flag(false));
        if (type == STRING_SELECT) {
            node.set("options", selectOptions(select.get("options")));
            if (most > node.path("options").size()) {
                select.get("max_values")
                        .bad(
                                "SELECT_COMPONENT_MAX_VALUES_TOO_LARGE",
                                "Must not exceed the number of options.");
            }
        }
        return node;
    }

    private static ArrayNode selectOptions(Field options) {
        var read = Json.array();
        var values = new HashSet<String>();
        if (!options.require()) return read;
        for (var option : options.list(1, 25)) {
            if (!option.object()) continue;
            var entry = read.addObject();
            entry.put("label", option.get("label").requiredText(1, 100));
            entry.put("value", option.get("value").requiredText(1, 100));
            option.get("description")
                    .text(0, 100)
                    .ifPresent(text -> entry.put("description", text));
            emoji(option, entry);
            if (option.get("default").flag(false)) entry.put("default", true);
            if (!values.add(entry.get("value").asText())) {
                option.get("value")
                        .bad(
                                "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                                "The specified option value is already used");
            }
        }
        return read;
    }

    private ObjectNode textInput(Field input) {
        var node = begin(input, TEXT_INPUT);
        customId(input, node);
        var style = input.get("style");
        node.put("style", style.require() ? style.choice(Set.of(1, 2), 1) : 1);
        var least = input.get("min_length").integer(0, 4_000, 0);
        var most = input.get("max_length").integer(1, 4_000, 4_000);
        node.put("min_length", least).put("max_length", most);
        node.put("required", input.get("required").flag(true));
        input.get("placeholder").text(0, 100).ifPresent(text -> node.put("placeholder", text));
        input.get("value").text(0, 4_000).ifPresent(text -> node.put("value", text));
        return node;
    }
}
