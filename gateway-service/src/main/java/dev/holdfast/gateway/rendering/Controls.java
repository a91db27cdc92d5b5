package dev.holdfast.gateway.rendering;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.Control;
import dev.holdfast.kit.protocol.CustomId;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Link;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.Select;
import dev.holdfast.kit.protocol.Shared;
import dev.holdfast.kit.protocol.TextInput;
import dev.holdfast.kit.protocol.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Discord's shape of what can be used: buttons, selects and the inputs of modals.
 *
 * @see <a href="https://discord.com/developers/docs/components/reference">Discord: components</a>
 */
final class Controls {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int ACTION_ROW = 1;
    private static final int BUTTON = 2;
    private static final int TEXT_INPUT = 4;
    private static final int LINK = 5;

    private final CommandPath path;
    private final UserId owner;
    private final GuildId guild;
    private final boolean direct;
    private final Permissions needs;

    /**
     * Draws for one command and one person.
     *
     * @param path the command that gets the states back
     * @param owner the only person who may use them, as far as they are not shared
     * @param guild in which shared ones can be used
     * @param direct whether they are drawn in direct messages, where all of them belong to the
     *     guild
     */
    Controls(CommandPath path, UserId owner, GuildId guild, boolean direct) {
        this(path, owner, guild, direct, Permissions.NONE);
    }

    private Controls(
            CommandPath path, UserId owner, GuildId guild, boolean direct, Permissions needs) {
        this.path = path;
        this.owner = owner;
        this.guild = guild;
        this.direct = direct;
        this.needs = needs;
    }

    /** For the answer to an invocation: what a control needed, the next steps need too. */
    static Controls of(Invocation invocation) {
        var needs = invocation.pressed().map(Invocation.Component::needs).orElse(Permissions.NONE);
        return new Controls(
                invocation.path(),
                invocation.user(),
                invocation.guild(),
                invocation.direct(),
                needs);
    }

    ArrayNode rows(List<List<Control>> rows) {
        var array = JSON.arrayNode();
        for (var row : rows) {
            var components = array.addObject().put("type", ACTION_ROW).putArray("components");
            row.forEach(control -> components.add(control(control)));
        }
        return array;
    }

    /** An input fills a row alone. */
    static ArrayNode inputs(List<TextInput> inputs) {
        var array = JSON.arrayNode();
        for (var input : inputs) {
            array.addObject().put("type", ACTION_ROW).putArray("components").add(input(input));
        }
        return array;
    }

    /**
     * The id of a window.
     *
     * @param command gets what is sent; {@code null}: the command that draws
     */
    String window(String state, @Nullable CommandPath command) {
        var gets = command == null ? path : command;
        var whose = direct ? guild : GuildId.DIRECT;
        return new CustomId(gets, List.of(owner), needs, whose, state).toString();
    }

    private String id(String state, @Nullable Shared shared) {
        if (shared == null) {
            return window(state, null);
        }
        var gets = shared.command() == null ? path : shared.command();
        return new CustomId(gets, shared.members(), shared.permissions(), guild, state).toString();
    }

    private ObjectNode control(Control control) {
        return switch (control) {
            case Button(var label, var style, var state, var disabled, var shared) ->
                    JSON.objectNode()
                            .put("type", BUTTON)
                            .put("style", style.discord())
                            .put("label", label)
                            .put("custom_id", id(state, shared))
                            .put("disabled", disabled);
            case Link(var label, var url) ->
                    JSON.objectNode()
                            .put("type", BUTTON)
                            .put("style", LINK)
                            .put("label", label)
                            .put("url", url.toString());
            case Select select -> select(select);
        };
    }

    private ObjectNode select(Select select) {
        var json =
                JSON.objectNode()
                        .put("type", select.kind().discord())
                        .put("custom_id", id(select.state(), select.shared()))
                        .put("min_values", select.least())
                        .put("max_values", select.most())
                        .put("disabled", select.disabled());
        if (select.placeholder() != null) {
            json.put("placeholder", select.placeholder());
        }
        if (select.kind() == Select.Kind.OPTION) {
            var options = json.putArray("options");
            select.options().forEach(option -> options.add(option(option)));
        }
        return json;
    }

    private static ObjectNode option(Select.Option option) {
        var json =
                JSON.objectNode()
                        .put("label", option.label())
                        .put("value", option.value())
                        .put("default", option.chosen());
        if (option.description() != null) {
            json.put("description", option.description());
        }
        return json;
    }

    private static ObjectNode input(TextInput input) {
        var json =
                JSON.objectNode()
                        .put("type", TEXT_INPUT)
                        .put("custom_id", input.id())
                        .put("label", input.label())
                        .put("style", input.style().discord())
                        .put("required", input.required())
                        .put("min_length", input.least())
                        .put("max_length", input.most());
        if (input.value() != null) {
            json.put("value", input.value());
        }
        if (input.placeholder() != null) {
            json.put("placeholder", input.placeholder());
        }
        return json;
    }
}
