package dev.holdfast.gateway.interaction;

import com.fasterxml.jackson.databind.JsonNode;
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
import dev.holdfast.kit.protocol.Surface;
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
                (json.path("message").path("flags").asInt() & InteractionState.EPHEMERAL) != 0,
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
            default ->
                    Surface.menu(json.path("data").path("type").asInt())
                            .map(menu -> menu(menu, json))
                            .orElseGet(() -> Optional.of(command(json)));
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
        return id.filter(ours -> isHere(ours, json))
                .flatMap(ours -> ModalId.parse(ours.state()))
                .map(window ->
                        in(
                                id.get().guild(),
                                invocation(
                                        json,
                                        window.sent(),
                                        id.get().path(),
                                        Map.of(),
                                        new Invocation.Component(
                                                id.get().owner(user(json)),
                                                window.state(),
                                                List.of(),
                                                fields(data.path("components")),
                                                List.of(),
                                                needs(id.get())))));
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
                        in(
                                id.guild(),
                                id.runs()
                                        .filter(_ -> id.isFor(user(json)))
                                        .map(path ->
                                                invocation(json, key(json), path, Map.of(), null))
                                        .orElseGet(() -> pressed(json, id))));
    }

    /** In direct messages a control that has a guild belongs to it. */
    private static Invocation in(GuildId guild, Invocation used) {
        return used.guild().equals(guild) || guild.equals(GuildId.DIRECT)
                ? used
                : used.directlyOf(guild);
    }

    private static Invocation pressed(JsonNode json, CustomId id) {
        var data = json.path("data");
        return invocation(
                json,
                decided(id, json).orElseGet(() -> key(json)),
                id.path(),
                Map.of(),
                new Invocation.Component(
                        id.owner(user(json)),
                        id.state(),
                        texts(data.path("values")),
                        Map.of(),
                        Resolved.of(json).picked(),
                        needs(id)));
    }

    private static @Nullable Permissions needs(CustomId id) {
        return id.permissions().equals(Permissions.NONE) ? null : id.permissions();
    }

    /** Discord lets nobody use what its message does not have; this looks again. */
    private static Optional<CustomId> ours(JsonNode json) {
        var text = json.path("data").path("custom_id").asText();
        return CustomId.parse(text)
                .filter(id -> isHere(id, json))
                .filter(_ -> json.path("message").findValuesAsText("custom_id").contains(text));
    }

    /** A control that has a guild is used there, or in direct messages. */
    private static boolean isHere(CustomId id, JsonNode json) {
        return id.guild().equals(GuildId.DIRECT)
                || !json.has("guild_id")
                || id.guild().equals(guild(json));
    }

    /** A question is decided once; somebody whom it was not put to decides nothing. */
    private static Optional<OperationKey> decided(CustomId id, JsonNode json) {
        return Decision.parse(id.state()).filter(_ -> id.isFor(user(json))).map(Decision::key);
    }

    /** Empty where what the menu belongs to is not there. */
    private static Optional<Invocation> menu(Surface menu, JsonNode json) {
        var data = json.path("data");
        return Resolved.of(json)
                .target(menu)
                .map(target ->
                        invocation(
                                json,
                                key(json),
                                menu.path(data.path("name").asText()),
                                Map.of(
                                        menu == Surface.USER_MENU
                                                ? Surface.MEMBER
                                                : Surface.MESSAGE,
                                        target),
                                null));
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
            values.put(option.path("name").asText(), Resolved.of(json).value(option));
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
                guild(json),
                ChannelId.of(json.path("channel_id").asText()),
                member(json),
                path,
                options,
                component,
                locale(json));
    }

    private static GuildId guild(JsonNode json) {
        return json.has("guild_id") ? GuildId.of(json.path("guild_id").asText()) : GuildId.DIRECT;
    }

    private static UserId user(JsonNode json) {
        return member(json).user();
    }

    private static Member member(JsonNode json) {
        var member = json.path("member");
        var user = member.has("user") ? member.path("user") : json.path("user");
        return new Member(
                UserId.of(user.path("id").asText()),
                Resolved.name(member, user),
                texts(member.path("roles")).stream().map(RoleId::of).toList(),
                Permissions.of(member.path("permissions").asText("0")));
    }

    static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
