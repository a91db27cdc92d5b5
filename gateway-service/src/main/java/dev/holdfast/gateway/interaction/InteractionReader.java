package dev.holdfast.gateway.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.discord.DiscordFile;
import dev.holdfast.gateway.rendering.Addressee;
import dev.holdfast.gateway.rendering.ModalId;
import dev.holdfast.gateway.rendering.Rendering;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.Completion;
import dev.holdfast.kit.protocol.CustomId;
import dev.holdfast.kit.protocol.Decision;
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
    static final int MODAL = 5;

    private static final int SUBCOMMAND = 1;
    private static final int GROUP = 2;
    private static final String LOCALE = "en-US";

    private InteractionReader() {}

    /** Called as soon as it is heard of. */
    static Interaction interaction(JsonNode json) {
        return new Interaction(
                json.path("id").asText(),
                json.path("application_id").asText(),
                json.path("token").asText(),
                json.path("message").path("id").asText(),
                json.has("message") && !Addressee.areSeveral(json.path("message")),
                Rendering.isLaidOut(json.path("message")),
                ours(json).flatMap(id -> decided(id, json)).isPresent(),
                json.path("type").asInt() != MODAL,
                System.nanoTime());
    }

    static String locale(JsonNode json) {
        return json.path("locale").asText(LOCALE);
    }

    /** What was asked for; empty for a button or modal that was never one of ours. */
    static Optional<Invocation> invocation(JsonNode json) {
        return switch (json.path("type").asInt()) {
            case COMPONENT -> component(json);
            case MODAL -> modal(json);
            default -> Optional.of(command(json));
        };
    }

    /** What a person is typing; empty where Discord does not say into which option. */
    static Optional<Completion> completion(JsonNode json) {
        for (var option : options(json.path("data"))) {
            if (option.path("focused").asBoolean()) {
                return Optional.of(new Completion(command(json), option.path("name").asText()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Invocation> modal(JsonNode json) {
        var data = json.path("data");
        var id = CustomId.parse(data.path("custom_id").asText());
        return id.flatMap(ours -> ModalId.parse(ours.state()))
                .map(window ->
                        invocation(
                                json,
                                window.sent(),
                                id.get().path(),
                                Map.of(),
                                new Invocation.Component(
                                        id.get().owner(),
                                        window.state(),
                                        List.of(),
                                        fields(data.path("components")),
                                        List.of())));
    }

    private static Map<String, String> fields(JsonNode rows) {
        var fields = new HashMap<String, String>();
        for (var row : rows) {
            for (var input : row.path("components")) {
                fields.put(input.path("custom_id").asText(), input.path("value").asText());
            }
        }
        return fields;
    }

    private static Optional<Invocation> component(JsonNode json) {
        return ours(json)
                .map(id ->
                        id.runs()
                                .filter(_ -> id.owner().equals(member(json).user()))
                                .map(path -> invocation(json, key(json), path, Map.of(), null))
                                .orElseGet(() -> pressed(json, id)));
    }

    private static Invocation pressed(JsonNode json, CustomId id) {
        var data = json.path("data");
        return invocation(
                json,
                decided(id, json).orElseGet(() -> key(json)),
                id.path(),
                Map.of(),
                new Invocation.Component(
                        id.owner(),
                        id.state(),
                        texts(data.path("values")),
                        Map.of(),
                        picked(json)));
    }

    private static Optional<CustomId> ours(JsonNode json) {
        return CustomId.parse(json.path("data").path("custom_id").asText());
    }

    /** A question is decided once; somebody whom it was not put to decides nothing. */
    private static Optional<OperationKey> decided(CustomId id, JsonNode json) {
        return Decision.parse(id.state())
                .filter(_ -> id.owner().equals(member(json).user()))
                .map(Decision::key);
    }

    /** The people, roles and channels of a select, in the order in which they were picked. */
    private static List<OptionValue> picked(JsonNode json) {
        var data = json.path("data");
        var resolved = data.path("resolved");
        var inGuild = json.has("guild_id");
        return texts(data.path("values")).stream()
                .<OptionValue>mapMulti((id, found) -> {
                    if (resolved.path("users").has(id)) {
                        found.accept(person(id, resolved, inGuild));
                    } else if (resolved.path("roles").has(id)) {
                        found.accept(role(id, resolved));
                    } else if (resolved.path("channels").has(id)) {
                        found.accept(channel(id, resolved));
                    }
                })
                .toList();
    }

    private static Invocation command(JsonNode json) {
        var data = json.path("data");
        var words = new ArrayList<>(List.of(data.path("name").asText()));
        for (var inner = data.path("options").path(0);
                isInner(inner);
                inner = inner.path("options").path(0)) {
            words.add(inner.path("name").asText());
        }
        var values = new HashMap<String, OptionValue>();
        for (var option : options(data)) {
            values.put(option.path("name").asText(), value(option, json));
        }
        return invocation(json, key(json), CommandPath.of(String.join(" ", words)), values, null);
    }

    /** The options of the innermost subcommand. */
    private static JsonNode options(JsonNode data) {
        var options = data.path("options");
        return isInner(options.path(0)) ? options(options.path(0)) : options;
    }

    private static OperationKey key(JsonNode json) {
        return OperationKey.of(json.path("id").asText());
    }

    private static boolean isInner(JsonNode option) {
        var type = option.path("type").asInt();
        return type == SUBCOMMAND || type == GROUP;
    }

    private static Invocation invocation(
            JsonNode json,
            OperationKey operation,
            CommandPath path,
            Map<String, OptionValue> options,
            Invocation.@Nullable Component component) {
        return new Invocation(
                operation,
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

    private static OptionValue value(JsonNode option, JsonNode json) {
        var resolved = json.path("data").path("resolved");
        var value = option.path("value");
        var id = value.asText();
        if (option.path("focused").asBoolean()) {
            return new OptionValue.Text(id);
        }
        return switch (option.path("type").asInt()) {
            case 4 -> new OptionValue.Whole(value.asLong());
            case 5 -> new OptionValue.Flag(value.asBoolean());
            case 6 -> person(id, resolved, json.has("guild_id"));
            case 7 -> channel(id, resolved);
            case 8 -> role(id, resolved);
            case 10 -> new OptionValue.Decimal(value.asDouble());
            case 11 -> DiscordFile.of(resolved.path("attachments").path(id));
            default -> new OptionValue.Text(id);
        };
    }

    /** Discord resolves the membership of those who are in the guild, and of nobody else. */
    private static OptionValue.Person person(String id, JsonNode resolved, boolean inGuild) {
        var user = resolved.path("users").path(id);
        var member = resolved.path("members").path(id);
        return new OptionValue.Person(
                UserId.of(id),
                name(member, user),
                user.path("bot").asBoolean(),
                inGuild && member.isMissingNode());
    }

    private static OptionValue.Channel channel(String id, JsonNode resolved) {
        return new OptionValue.Channel(
                ChannelId.of(id), resolved.path("channels").path(id).path("name").asText());
    }

    private static OptionValue.Role role(String id, JsonNode resolved) {
        return new OptionValue.Role(
                RoleId.of(id), resolved.path("roles").path(id).path("name").asText());
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
