package dev.holdfast.gateway.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.discord.DiscordFile;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.MessageId;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.Surface;
import dev.holdfast.kit.protocol.UserId;
import java.util.List;
import java.util.Optional;

/**
 * What an interaction names by ids, as Discord resolves them.
 *
 * @param json the interaction
 * @see <a
 *     href="https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-resolved-data-structure">Discord:
 *     resolved data</a>
 */
record Resolved(JsonNode json) {

    static Resolved of(JsonNode json) {
        return new Resolved(json);
    }

    private JsonNode data() {
        return json.path("data");
    }

    private JsonNode resolved() {
        return data().path("resolved");
    }

    /** The people, roles and channels of a select, in the order in which they were picked. */
    List<OptionValue> picked() {
        return InteractionReader.texts(data().path("values")).stream()
                .<OptionValue>mapMulti((id, found) -> {
                    if (resolved().path("users").has(id)) {
                        found.accept(person(id));
                    } else if (resolved().path("roles").has(id)) {
                        found.accept(role(id));
                    } else if (resolved().path("channels").has(id)) {
                        found.accept(channel(id));
                    }
                })
                .toList();
    }

    /** Whose menu was opened; empty where that is not of this place. */
    Optional<OptionValue> target(Surface menu) {
        var id = data().path("target_id").asText();
        if (menu == Surface.USER_MENU) {
            return resolved().path("users").has(id) ? Optional.of(person(id)) : Optional.empty();
        }
        var message = resolved().path("messages").path(id);
        return message.path("channel_id").asText().equals(json.path("channel_id").asText())
                ? Optional.of(message(message))
                : Optional.empty();
    }

    private static OptionValue.Message message(JsonNode json) {
        var author = json.path("author");
        return new OptionValue.Message(
                MessageId.of(json.path("id").asText()),
                ChannelId.of(json.path("channel_id").asText()),
                new OptionValue.Person(
                        UserId.of(author.path("id").asText()),
                        name(json.path("member"), author),
                        author.path("bot").asBoolean()),
                json.path("content").asText());
    }

    /** What a person put into an option. */
    OptionValue value(JsonNode option) {
        var value = option.path("value");
        var id = value.asText();
        if (option.path("focused").asBoolean()) {
            return new OptionValue.Text(id);
        }
        return switch (option.path("type").asInt()) {
            case 4 -> new OptionValue.Whole(value.asLong());
            case 5 -> new OptionValue.Flag(value.asBoolean());
            case 6 -> person(id);
            case 7 -> channel(id);
            case 8 -> role(id);
            case 10 -> new OptionValue.Decimal(value.asDouble());
            case 11 -> DiscordFile.of(resolved().path("attachments").path(id));
            default -> new OptionValue.Text(id);
        };
    }

    /** Discord resolves the membership of those who are in the guild, and of nobody else. */
    private OptionValue.Person person(String id) {
        var user = resolved().path("users").path(id);
        var member = resolved().path("members").path(id);
        return new OptionValue.Person(
                UserId.of(id),
                name(member, user),
                user.path("bot").asBoolean(),
                json.has("guild_id") && member.isMissingNode());
    }

    private OptionValue.Channel channel(String id) {
        return new OptionValue.Channel(
                ChannelId.of(id), resolved().path("channels").path(id).path("name").asText());
    }

    private OptionValue.Role role(String id) {
        return new OptionValue.Role(
                RoleId.of(id), resolved().path("roles").path(id).path("name").asText());
    }

    /** As others see a person: nickname, else display name, else user name. */
    static String name(JsonNode member, JsonNode user) {
        if (member.hasNonNull("nick")) {
            return member.path("nick").asText();
        }
        return user.hasNonNull("global_name")
                ? user.path("global_name").asText()
                : user.path("username").asText();
    }
}
