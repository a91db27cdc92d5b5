package dev.holdfast.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.form.Characters;
import dev.holdfast.sandbox.form.CommandForm;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Checks given options against a command's declaration, as Discord's client does before it sends.
 */
final class OptionCheck {
    private static final BigDecimal LARGEST = BigDecimal.valueOf(1L << 53);
    private static final int LONGEST = 6_000;

    private final World world;
    private final Channel channel;
    private final boolean completing;

    /** While {@code completing}, only what is already typed is checked. */
    OptionCheck(World world, Channel channel, boolean completing) {
        this.world = world;
        this.channel = channel;
        this.completing = completing;
    }

    /** The options in the shape Discord sends them. */
    ArrayNode check(JsonNode declared, ArrayNode given, String where) {
        var checked = Json.array();
        var names = new HashSet<String>();
        for (var option : given) {
            var name = option.path("name").asText();
            var declaration =
                    named(declared, name)
                            .orElseThrow(() ->
                                    ControlProblem.refused("%s has no option '%s'.", where, name));
            if (!names.add(name))
                throw ControlProblem.refused("The option '%s' is given twice.", name);
            checked.add(option(declaration, option, where + " " + name));
        }
        for (var declaration : declared) {
            var name = declaration.path("name").asText();
            if (declaration.path("required").asBoolean() && !names.contains(name) && !completing) {
                throw ControlProblem.refused("%s needs the option '%s'.", where, name);
            }
        }
        refuseWrongPath(declared, checked, where);
        return checked;
    }

    private static void refuseWrongPath(JsonNode declared, ArrayNode checked, String where) {
        var groups = !declared.isEmpty() && group(declared.get(0).path("type").asInt());
        if (groups && checked.size() != 1)
            throw ControlProblem.refused("%s needs exactly one of its subcommands.", where);
    }

    private static boolean group(int type) {
        return type == CommandForm.SUB_COMMAND || type == CommandForm.SUB_COMMAND_GROUP;
    }

    private static Optional<JsonNode> named(JsonNode declared, String name) {
        return StreamSupport.stream(declared.spliterator(), false)
                .filter(option -> option.path("name").asText().equals(name))
                .findFirst();
    }

    private ObjectNode option(JsonNode declaration, JsonNode given, String where) {
        var type = declaration.path("type").asInt();
        if (given.has("type") && given.path("type").asInt() != type) {
            throw ControlProblem.refused(
                    "%s is of type %d, not %s.", where, type, given.get("type"));
        }
        var node = Json.object().put("name", declaration.path("name").asText()).put("type", type);
        if (group(type)) {
            var inner = given.path("options") instanceof ArrayNode list ? list : Json.array();
            node.set("options", check(declaration.path("options"), inner, where));
            return node;
        }
        var focused = given.path("focused").asBoolean();
        if (focused) node.put("focused", true);
        var value = given.path("value");
        if (!(completing && focused)) value(type, declaration, value, where);
        node.set("value", value);
        return node;
    }

    private void value(int type, JsonNode declaration, JsonNode value, String where) {
        var fits =
                switch (type) {
                    case CommandForm.STRING -> value.isTextual();
                    case CommandForm.INTEGER -> value.isIntegralNumber();
                    case CommandForm.BOOLEAN -> value.isBoolean();
                    case CommandForm.NUMBER -> value.isNumber();
                    case CommandForm.USER -> known(value, id -> world.users.find(id).isPresent());
                    case CommandForm.CHANNEL -> known(value, id -> channelFits(id, declaration));
                    case CommandForm.ROLE -> known(value, id -> world.roles.find(id).isPresent());
                    case CommandForm.MENTIONABLE ->
                            known(
                                    value,
                                    id ->
                                            world.users.find(id).isPresent()
                                                    || world.roles.find(id).isPresent());
                    default -> value.isTextual();
                };
        if (!fits)
            throw ControlProblem.refused(
                    "%s: %s is no %s.",
                    where, value.isMissingNode() ? "nothing" : value, word(type));
        if (type == CommandForm.STRING) length(declaration, value.asText(), where);
        if (value.isNumber()) range(declaration, value.decimalValue(), where);
        choices(declaration, value, where);
    }

    private static boolean known(JsonNode value, java.util.function.Predicate<Snowflake> exists) {
        return value.isTextual() && Snowflake.parse(value.asText()).filter(exists).isPresent();
    }

    private boolean channelFits(Snowflake id, JsonNode declaration) {
        var found = world.channels.find(id);
        if (found.isEmpty() || !java.util.Objects.equals(found.get().guildId(), channel.guildId()))
            return false;
        var types = declaration.path("channel_types");
        return types.isEmpty()
                || StreamSupport.stream(types.spliterator(), false)
                        .anyMatch(type -> type.asInt() == found.get().type());
    }

    private static String word(int type) {
        return switch (type) {
            case CommandForm.STRING -> "text";
            case CommandForm.INTEGER -> "whole number";
            case CommandForm.BOOLEAN -> "true or false";
            case CommandForm.NUMBER -> "number";
            case CommandForm.USER -> "known user's id";
            case CommandForm.CHANNEL -> "fitting channel's id";
            case CommandForm.ROLE -> "known role's id";
            case CommandForm.ATTACHMENT -> "sent file's id";
            default -> "known user's or role's id";
        };
    }

    private static void length(JsonNode declaration, String text, String where) {
        var least = declaration.path("min_length").asInt(0);
        var most = declaration.path("max_length").asInt(LONGEST);
        if (text.isEmpty() || Characters.count(text) < least || Characters.count(text) > most) {
            throw ControlProblem.refused(
                    "%s must be %d to %d characters long.", where, Math.max(1, least), most);
        }
    }

    private static void range(JsonNode declaration, BigDecimal number, String where) {
        var least =
                declaration.has("min_value")
                        ? declaration.get("min_value").decimalValue()
                        : LARGEST.negate();
        var most =
                declaration.has("max_value")
                        ? declaration.get("max_value").decimalValue()
                        : LARGEST;
        if (number.compareTo(least) < 0 || number.compareTo(most) > 0) {
            throw ControlProblem.refused(
                    "%s must be between %s and %s.",
                    where, least.toPlainString(), most.toPlainString());
        }
    }

    private static void choices(JsonNode declaration, JsonNode value, String where) {
        var choices = declaration.path("choices");
        if (choices.isEmpty()) return;
        for (var choice : choices) if (same(choice.path("value"), value)) return;
        throw ControlProblem.refused("%s: %s is not one of its choices.", where, value);
    }

    private static boolean same(JsonNode choice, JsonNode value) {
        if (choice.isNumber() && value.isNumber())
            return choice.decimalValue().compareTo(value.decimalValue()) == 0;
        return choice.equals(value);
    }

    /** The ids of one option type anywhere in the options. */
    static void collect(JsonNode options, Set<Integer> types, Set<Snowflake> into) {
        for (var option : options) {
            if (types.contains(option.path("type").asInt())) {
                Snowflake.parse(option.path("value").asText()).ifPresent(into::add);
            }
            collect(option.path("options"), types, into);
        }
    }
}
