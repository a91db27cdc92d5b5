package dev.holdfast.gateway.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.CustomId;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Member;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads Discord's interactions.
 *
 * @see <a
 *     href="https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object">Discord:
 *     interactions</a>
 */
final class InteractionReader {

    static final int COMMAND = 2;
    static final int COMPONENT = 3;
    static final int AUTOCOMPLETE = 4;

    private static final int SUBCOMMAND = 1;
    private static final int GROUP = 2;
    private static final String LOCALE = "en-US";

    private InteractionReader() {}

    static Interaction interaction(JsonNode json) {
        return new Interaction(
                json.path("id").asText(),
                json.path("application_id").asText(),
                json.path("token").asText(),
                json.path("type").asInt() == COMPONENT);
    }

    static String locale(JsonNode json) {
        return json.path("locale").asText(LOCALE);
    }

    /** What was asked for; empty for a button that was never one of ours. */
    static Optional<Invocation> invocation(JsonNode json) {
        return json.path("type").asInt() == COMPONENT
                ? component(json)
                : Optional.of(command(json));
    }

    private static Optional<Invocation> component(JsonNode json) {
        var data = json.path("data");
        return CustomId.parse(data.path("custom_id").asText())
                .map(id ->
                        invocation(
                                json,
                                id.path(),
                                Map.of(),
                                new Invocation.Component(
                                        id.owner(), id.state(), texts(data.path("values")))));
    }

    private static Invocation command(JsonNode json) {
        var data = json.path("data");
        var words = new ArrayList<>(List.of(data.path("name").asText()));
        var options = data.path("options");
        while (isInner(options.path(0))) {
            words.add(options.path(0).path("name").asText());
            options = options.path(0).path("options");
        }
        var values = new HashMap<String, OptionValue>();
        for (var option : options) {
            values.put(option.path("name").asText(), value(option, data.path("resolved")));
        }
        return invocation(json, CommandPath.of(String.join(" ", words)), values, null);
    }

    private static boolean isInner(JsonNode option) {
        var type = option.path("type").asInt();
        return type == SUBCOMMAND || type == GROUP;
    }

    private static Invocation invocation(
            JsonNode json,
            CommandPath path,
            Map<String, OptionValue> options,
            Invocation.@Nullable Component component) {
        return new Invocation(
                OperationKey.of(json.path("id").asText()),
                json.has("guild_id") ? GuildId.of(json.path("guild_id").asText()) : GuildId.DIRECT,
                ChannelId.of(json.path("channel_id").asText()),
                member(json),
                path,
                options,
                component,
                locale(json));
    }

    private static Member member(JsonNode json) {
        var member = json.path("member");
        var user = member.has("user") ? member.path("user") : json.path("user");
        return new Member(
                UserId.of(user.path("id").asText()),
                name(member, user),
                texts(member.path("roles")).stream().map(RoleId::of).toList(),
                Permissions.of(member.path("permissions").asText("0")));
    }

    private static OptionValue value(JsonNode option, JsonNode resolved) {
        var value = option.path("value");
        var id = value.asText();
        return switch (option.path("type").asInt()) {
            case 4 -> new OptionValue.Whole(value.asLong());
            case 5 -> new OptionValue.Flag(value.asBoolean());
            case 6 -> {
                var user = resolved.path("users").path(id);
                yield new OptionValue.Person(
                        UserId.of(id),
                        name(resolved.path("members").path(id), user),
                        user.path("bot").asBoolean());
            }
            case 7 ->
                    new OptionValue.Channel(
                            ChannelId.of(id),
                            resolved.path("channels").path(id).path("name").asText());
            case 8 ->
                    new OptionValue.Role(
                            RoleId.of(id), resolved.path("roles").path(id).path("name").asText());
            case 10 -> new OptionValue.Decimal(value.asDouble());
            default -> new OptionValue.Text(id);
        };
    }

    /** As others see a person: nickname, else display name, else user name. */
    private static String name(JsonNode member, JsonNode user) {
        if (member.hasNonNull("nick")) {
            return member.path("nick").asText();
        }
        return user.hasNonNull("global_name")
                ? user.path("global_name").asText()
                : user.path("username").asText();
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
