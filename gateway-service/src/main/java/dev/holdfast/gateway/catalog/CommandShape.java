package dev.holdfast.gateway.catalog;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.rendering.Rendering;
import dev.holdfast.kit.command.CommandRoots;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.text.UserText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Discord's shape of the catalog: paths of one to three words become commands, groups and
 * subcommands.
 *
 * @see <a
 *     href="https://discord.com/developers/docs/interactions/application-commands#subcommands-and-subcommand-groups">Discord:
 *     subcommands and groups</a>
 */
final class CommandShape {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int CHAT_INPUT = 1;
    private static final int SUBCOMMAND = 1;
    private static final int GROUP = 2;
    private static final int IN_GUILD = 0;
    private static final int WITH_BOT = 1;
    private static final int LONGEST_DESCRIPTION = 100;
    private static final String NOBODY = "0";

    private CommandShape() {}

    /** Everything that a bulk overwrite sends. */
    static ArrayNode all(Catalog catalog) {
        var commands = JSON.arrayNode();
        grouped(specs(catalog, false), 0).forEach((name, specs) -> commands.add(root(name, specs)));
        menus(catalog, false).forEach(spec -> commands.add(menu(spec)));
        return commands;
    }

    /** What a bulk overwrite sends to an operators' guild, where only its admins see it. */
    static ArrayNode operators(Catalog catalog) {
        var commands = JSON.arrayNode();
        grouped(specs(catalog, true), 0)
                .forEach((name, specs) ->
                        commands.add(
                                node(CHAT_INPUT, name, specs, 1)
                                        .put("default_member_permissions", NOBODY)));
        menus(catalog, true)
                .forEach(
                        spec -> commands.add(menu(spec).put("default_member_permissions", NOBODY)));
        return commands;
    }

    private static List<CommandSpec> menus(Catalog catalog, boolean operators) {
        return catalog.commands().values().stream()
                .map(CatalogEntry::spec)
                .filter(spec -> spec.operators() == operators)
                .filter(spec -> spec.surface() != null && spec.surface().discord() != 0)
                .toList();
    }

    /** An entry of a menu has no description, and its name is what people read. */
    private static ObjectNode menu(CommandSpec spec) {
        var menu =
                JSON.objectNode()
                        .put("type", Objects.requireNonNull(spec.surface()).discord())
                        .put("name", spec.description());
        permissions(menu, Optional.of(spec.permissions()));
        menu.putArray("integration_types").add(0);
        menu.putArray("contexts").add(IN_GUILD);
        return menu;
    }

    private static void permissions(ObjectNode root, Optional<Permissions> needed) {
        var shown = needed.filter(it -> !it.equals(Permissions.NONE)).map(Permissions::toString);
        root.put("default_member_permissions", shown.orElse(null));
    }

    private static List<CommandSpec> specs(Catalog catalog, boolean operators) {
        return catalog.commands().values().stream()
                .map(CatalogEntry::spec)
                .filter(spec -> spec.operators() == operators && spec.slash())
                .toList();
    }

    private static ObjectNode root(String name, List<CommandSpec> specs) {
        var root = node(CHAT_INPUT, name, specs, 1);
        permissions(root, CommandRoots.shared(specs));
        root.putArray("integration_types").add(0);
        var contexts = root.putArray("contexts").add(IN_GUILD);
        if (specs.stream().anyMatch(spec -> spec.place() == CommandSpec.Place.ANYWHERE)) {
            contexts.add(WITH_BOT);
        }
        return root;
    }

    /**
     * A command, group or subcommand.
     *
     * @param depth how many words of the paths name it
     */
    private static ObjectNode node(int type, String name, List<CommandSpec> specs, int depth) {
        var node = JSON.objectNode().put("type", type).put("name", name);
        if (specs.size() == 1 && specs.getFirst().path().words().size() == depth) {
            var spec = specs.getFirst();
            node.put("description", spec.description());
            node.set("options", options(spec.options()));
            return node;
        }
        var children = grouped(specs, depth);
        node.put("description", shortened(name, children.keySet()));
        var options = node.putArray("options");
        children.forEach((child, below) -> {
            var isLeaf = below.getFirst().path().words().size() == depth + 1;
            options.add(node(isLeaf ? SUBCOMMAND : GROUP, child, below, depth + 1));
        });
        return node;
    }

    private static SortedMap<String, List<CommandSpec>> grouped(
            List<CommandSpec> specs, int depth) {
        return specs.stream()
                .collect(
                        Collectors.groupingBy(
                                spec -> spec.path().words().get(depth),
                                TreeMap::new,
                                Collectors.toCollection(ArrayList::new)));
    }

    private static String shortened(String name, Collection<String> children) {
        var text = name + ": " + String.join(", ", children);
        return UserText.shorten(text, LONGEST_DESCRIPTION);
    }

    private static ArrayNode options(List<OptionSpec> specs) {
        var options = JSON.arrayNode();
        specs.forEach(spec -> options.add(option(spec)));
        return options;
    }

    private static ObjectNode option(OptionSpec spec) {
        var isText = spec.type() == OptionType.TEXT;
        var option =
                JSON.objectNode()
                        .put("type", spec.type().discord())
                        .put("name", spec.name())
                        .put("description", spec.description())
                        .put("required", spec.required());
        if (spec.type() == OptionType.FILE) {
            return option;
        }
        if (spec.autocomplete()) {
            option.put("autocomplete", true);
        }
        if (spec.minimum() != null) {
            option.put(isText ? "min_length" : "min_value", spec.minimum());
        }
        if (spec.maximum() != null) {
            option.put(isText ? "max_length" : "max_value", spec.maximum());
        }
        if (!spec.choices().isEmpty()) {
            option.set("choices", choices(spec));
        }
        return option;
    }

    private static ArrayNode choices(OptionSpec spec) {
        var choices = JSON.arrayNode();
        spec.choices().forEach(choice -> choices.add(Rendering.choice(choice, spec.type())));
        return choices;
    }
}
