package dev.holdfast.sandbox.form;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.world.Command;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads application commands:
 * https://docs.discord.com/developers/interactions/application-commands.
 */
public final class CommandForm {
    public static final int SUB_COMMAND = 1;
    public static final int SUB_COMMAND_GROUP = 2;
    public static final int STRING = 3;
    public static final int INTEGER = 4;
    public static final int BOOLEAN = 5;
    public static final int USER = 6;
    public static final int CHANNEL = 7;
    public static final int ROLE = 8;
    public static final int MENTIONABLE = 9;
    public static final int NUMBER = 10;
    public static final int ATTACHMENT = 11;
    private static final Pattern NAME =
            Pattern.compile("[-_'\\p{L}\\p{N}\\p{IsDevanagari}\\p{IsThai}]{1,32}");
    private static final Set<Integer> VALUES = Set.of(3, 4, 5, 6, 7, 8, 9, 10, 11);
    private static final Set<Integer> OPTIONS_AND_GROUPS =
            Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    private static final int CHARACTERS = 8_000;

    /** The languages of Discord's clients. */
    public static final Set<String> LOCALES =
            Set.of(
                    ("ar bg cs da de el en-GB en-US es-419 es-ES fi fr he hi hr hu id it ja ko lt nl no"
                                    + " pl pt-BR ro ru sv-SE th tr uk vi zh-CN zh-TW")
                            .split(" "));

    private int characters;

    private CommandForm() {}

    /** The declaration in the shape Discord gives back, without ids. */
    public static ObjectNode read(Field form) {
        var reader = new CommandForm();
        if (!form.object()) {
            form.require();
            return Json.object();
        }
        var node = reader.command(form);
        if (reader.characters > CHARACTERS) {
            form.bad("APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)");
        }
        return node;
    }

    private ObjectNode command(Field form) {
        var type = form.get("type").choice(Set.of(1, 2, 3), Command.CHAT_INPUT);
        var node = Json.object().put("type", type);
        name(form, node, type == Command.CHAT_INPUT);
        if (type == Command.CHAT_INPUT) {
            node.put("description", described(form));
            if (!form.get("options").empty()) {
                node.set("options", options(form.get("options"), OPTIONS_AND_GROUPS));
            }
        } else {
            node.put("description", "");
            if (!form.get("description").raw().asText().isEmpty()) {
                form.get("description")
                        .bad(
                                "APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED",
                                "Context menu commands cannot have description");
            }
        }
        localizations(form, node);
        permissions(form, node);
        contexts(form, node);
        return node.put("nsfw", form.get("nsfw").flag(false));
    }

    private static void permissions(Field form, ObjectNode node) {
        var permissions = form.get("default_member_permissions");
        node.putNull("default_member_permissions");
        permissions
                .text(0, 20)
                .ifPresent(text -> {
                    if (text.matches("\\d{1,19}")) node.put("default_member_permissions", text);
                    else
                        permissions.bad(
                                "NUMBER_TYPE_COERCE", "Value \"%s\" is not int.".formatted(text));
                });
    }

    private static void contexts(Field form, ObjectNode node) {
        node.put("dm_permission", form.get("dm_permission").flag(true));
        node.putNull("contexts");
        if (!form.get("contexts").empty()) {
            var contexts = node.putArray("contexts");
            form.get("contexts")
                    .list(1, 3)
                    .forEach(each -> contexts.add(each.choice(Set.of(0, 1, 2), 0)));
        }
        var types = node.putArray("integration_types");
        form.get("integration_types")
                .list(1, 2)
                .forEach(each -> types.add(each.choice(Set.of(0, 1), 0)));
        if (types.isEmpty()) types.add(0);
    }

    private void name(Field form, ObjectNode node, boolean chat) {
        var field = form.get("name");
        var name = field.requiredText(1, 32);
        node.put("name", name);
        characters += Characters.count(name);
        if (chat
                && !name.isEmpty()
                && (!NAME.matcher(name).matches()
                        || !name.equals(name.toLowerCase(java.util.Locale.ROOT)))) {
            field.bad("APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
        }
    }

    private String described(Field form) {
        var description = form.get("description").requiredText(1, 100);
        characters += Characters.count(description);
        return description;
    }

    private static void localizations(Field form, ObjectNode node) {
        for (var field : List.of("name_localizations", "description_localizations")) {
            var value = form.get(field);
            if (value.object()) node.set(field, translated(value, field));
            else node.putNull(field);
        }
    }

    /** Texts by Discord's locales, as long as the ones they stand for. */
    private static ObjectNode translated(Field texts, String field) {
        var longest = field.startsWith("name") ? 32 : 100;
        var read = Json.object();
        for (var text : texts.raw().properties()) {
            var locale = texts.get(text.getKey());
            if (!LOCALES.contains(text.getKey())) {
                locale.bad("ENUM_TYPE_COERCE", "\"%s\" is no locale.".formatted(text.getKey()));
            }
            locale.text(1, longest).ifPresent(value -> read.put(text.getKey(), value));
        }
        return read;
    }

    private ArrayNode options(Field options, Set<Integer> allowed) {
        var read = Json.array();
        var names = new HashSet<String>();
        var optionalSeen = false;
        for (var option : options.list(0, 25)) {
            if (!option.object() || !option.get("type").require()) continue;
            var type = option.get("type").choice(allowed, 0);
            if (type == 0) continue;
            var node = option(option, type);
            read.add(node);
            if (!names.add(node.path("name").asText())) {
                option.bad(
                        "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
                        "Option names must be unique");
            }
            if (type <= SUB_COMMAND_GROUP) continue;
            if (optionalSeen && node.path("required").asBoolean()) {
                option.bad(
                        "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                        "Required options must be placed before non-required options");
            }
            optionalSeen |= !node.path("required").asBoolean();
        }
        var groups = 0;
        for (var option : read) if (option.path("type").asInt() <= SUB_COMMAND_GROUP) groups++;
        if (groups > 0 && groups < read.size()) {
            options.bad(
                    "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
                    "Sub-command and sub-command group option types are mutually exclusive to all other types");
        }
        return read;
    }

    private ObjectNode option(Field option, int type) {
        var node = Json.object().put("type", type);
        name(option, node, true);
        node.put("description", described(option));
        for (var field : List.of("name_localizations", "description_localizations")) {
            var value = option.get(field);
            if (value.object()) node.set(field, translated(value, field));
        }
        if (type == SUB_COMMAND_GROUP) {
            node.set("options", options(option.get("options"), Set.of(SUB_COMMAND)));
        } else if (type == SUB_COMMAND) {
            node.set("options", options(option.get("options"), VALUES));
        } else {
            value(option, node, type);
        }
        return node;
    }

    private void value(Field option, ObjectNode node, int type) {
        if (option.get("required").flag(false)) node.put("required", true);
        if (option.get("autocomplete").flag(false)) node.put("autocomplete", true);
        choices(option, node, type);
        bounds(option, node, type);
        if (type == CHANNEL && !option.get("channel_types").empty()) {
            var types = node.putArray("channel_types");
            option.get("channel_types")
                    .list(0, 25)
                    .forEach(each -> types.add(each.integer(0, 16, 0)));
        }
    }

    private void choices(Field option, ObjectNode node, int type) {
        var field = option.get("choices");
        if (field.raw().isEmpty()) return;
        if (node.has("autocomplete")) {
            field.bad(
                    "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE",
                    "Choices and autocomplete are mutually exclusive");
        }
        if (!Set.of(STRING, INTEGER, NUMBER).contains(type)) {
            field.bad(
                    "APPLICATION_COMMAND_OPTIONS_CHOICES_TYPE",
                    "Choices are not allowed for this option type");
        }
        var choices = node.putArray("choices");
        for (var each : field.list(0, 25)) {
            if (!each.object()) continue;
            var choice = choice(each, type);
            characters +=
                    Characters.count(choice.path("name").asText())
                            + Characters.count(choice.path("value").asText());
            choices.add(choice);
        }
    }

    private static void bounds(Field option, ObjectNode node, int type) {
        for (var bound : List.of("min_value", "max_value")) {
            var field = option.get(bound);
            if (field.empty()) continue;
            if (!field.raw().isNumber() || !Set.of(INTEGER, NUMBER).contains(type)) {
                field.bad(
                        "NUMBER_TYPE_COERCE",
                        "Value \"%s\" is not allowed here.".formatted(field.raw().asText()));
            }
            node.set(bound, field.raw());
        }
        if (type != STRING) return;
        var least = option.get("min_length");
        var most = option.get("max_length");
        if (!least.empty()) node.put("min_length", least.integer(0, 6_000, 0));
        if (!most.empty()) node.put("max_length", most.integer(1, 6_000, 6_000));
    }

    /** A choice of an option, or of an autocompletion. */
    static ObjectNode choice(Field choice, int type) {
        var node = Json.object().put("name", choice.get("name").requiredText(1, 100));
        var value = choice.get("value");
        if (!value.require()) return node;
        var fits =
                switch (type) {
                    case INTEGER -> value.raw().isIntegralNumber();
                    case NUMBER -> value.raw().isNumber();
                    default -> value.raw().isTextual();
                };
        if (!fits) {
            value.bad(
                    "APPLICATION_COMMAND_OPTIONS_CHOICE_TYPE_INVALID",
                    "Value must be of the option's type.");
        }
        if (value.raw().isTextual()) value.text(0, 100);
        return node.set("value", value.raw());
    }
}
