package dev.holdfast.gateway.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.Event;
import dev.holdfast.kit.protocol.EventNote;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.MessageId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.Snowflake;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.UserText;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * Reads what services are told of from Discord's events, and gives each a key. Of a message, a
 * member's or the bot's own joining, Discord itself says when it was; what can go only once is
 * known by its id and the day; the rest has no identity but the instant at which it was heard.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway-events">Discord: gateway
 *     events</a>
 */
final class EventReader {

    /** What people write: messages and replies. */
    private static final Set<Integer> WRITTEN = Set.of(0, 19);

    /** Keys live for 7 days: who joined earlier has been told of, or will not be any more. */
    private static final Duration RECENT = Duration.ofDays(6);

    private EventReader() {}

    /**
     * What the event means to services; most mean nothing.
     *
     * @param heard when, at no two events the same
     */
    static List<EventNote> read(String type, JsonNode data, Instant heard) {
        return switch (type) {
            case "MESSAGE_CREATE" -> posted(data).map(List::of).orElse(List.of());
            case "MESSAGE_DELETE" -> List.of(deleted(data, data.path("id").asLong(), heard));
            case "MESSAGE_DELETE_BULK" ->
                    list(data.path("ids"), id -> deleted(data, id.asLong(), heard));
            case "GUILD_MEMBER_ADD" -> List.of(joined(data, heard));
            case "GUILD_MEMBER_REMOVE" -> List.of(left(data, heard));
            case "GUILD_MEMBER_UPDATE" -> List.of(roles(data, heard));
            case "MESSAGE_REACTION_ADD" -> List.of(reactionAdded(data, heard));
            case "MESSAGE_REACTION_REMOVE" -> List.of(reactionRemoved(data, heard));
            case "GUILD_CREATE" -> isUnavailable(data) ? List.of() : seen(data, heard);
            case "GUILD_DELETE" ->
                    isUnavailable(data) ? List.of() : List.of(guildLeft(data, heard));
            case "CHANNEL_DELETE" -> List.of(channelDeleted(data, heard));
            case "GUILD_ROLE_DELETE" -> List.of(roleDeleted(data, heard));
            default -> List.of();
        };
    }

    /** That the bot left a guild, which Discord told nobody of because nobody was connected. */
    static EventNote left(GuildId guild, Instant noticed) {
        return new EventNote(key("guild-left", noticed), guild, new Event.GuildLeft());
    }

    /** A guild in an outage of Discord's has neither come nor gone. */
    private static boolean isUnavailable(JsonNode data) {
        return data.path("unavailable").asBoolean();
    }

    private static Optional<EventNote> posted(JsonNode data) {
        var isPerson =
                !data.path("author").path("bot").asBoolean()
                        && !data.hasNonNull("webhook_id")
                        && WRITTEN.contains(data.path("type").asInt());
        if (!isPerson) {
            return Optional.empty();
        }
        var message = new MessageId(data.path("id").asLong());
        var event =
                new Event.MessagePosted(
                        new UserId(data.path("author").path("id").asLong()),
                        channel(data),
                        message,
                        roles(data.path("member").path("roles")),
                        UserText.length(data.path("content").asText()),
                        data.path("attachments").size());
        var at = Snowflake.instant(message.value());
        return Optional.of(note(data, key("message-posted-" + message, at), event));
    }

    private static EventNote deleted(JsonNode data, long id, Instant heard) {
        var message = new MessageId(id);
        return note(
                data,
                key("message-deleted-" + message, day(heard)),
                new Event.MessageDeleted(channel(data), message));
    }

    private static EventNote joined(JsonNode data, Instant heard) {
        var joined = instant(data.path("joined_at")).orElse(heard);
        var event =
                new Event.MemberJoined(
                        user(data), joined, data.path("user").path("bot").asBoolean());
        return note(data, key("member-joined-" + user(data), joined), event);
    }

    private static EventNote left(JsonNode data, Instant heard) {
        return note(
                data, key("member-left-" + user(data), heard), new Event.MemberLeft(user(data)));
    }

    private static EventNote roles(JsonNode data, Instant heard) {
        var event = new Event.RolesChanged(user(data), roles(data.path("roles")));
        return note(data, key("roles-changed-" + user(data), heard), event);
    }

    private static EventNote reactionAdded(JsonNode data, Instant heard) {
        var event =
                new Event.ReactionAdded(reacting(data), channel(data), message(data), emoji(data));
        return note(data, reaction("reaction-added", data, heard), event);
    }

    private static EventNote reactionRemoved(JsonNode data, Instant heard) {
        var event =
                new Event.ReactionRemoved(
                        reacting(data), channel(data), message(data), emoji(data));
        return note(data, reaction("reaction-removed", data, heard), event);
    }

    private static OperationKey reaction(String kind, JsonNode data, Instant heard) {
        return key(kind + "-" + message(data) + "-" + reacting(data), heard);
    }

    private static List<EventNote> seen(JsonNode data, Instant heard) {
        var guild = new GuildId(data.path("id").asLong());
        var members =
                list(
                        data.path("members"),
                        member -> new Event.Present(user(member), roles(member.path("roles"))));
        var seen =
                new Event.GuildSeen(
                        list(data.path("roles"), role -> new RoleId(role.path("id").asLong())),
                        list(
                                data.path("channels"),
                                each -> new ChannelId(each.path("id").asLong())),
                        members,
                        members.size() == data.path("member_count").asInt(-1));
        var notes = new ArrayList<EventNote>();
        instant(data.path("joined_at"))
                .filter(joined -> joined.isAfter(heard.minus(RECENT)))
                .map(joined ->
                        new EventNote(
                                key("guild-joined", joined), guild, new Event.GuildJoined(joined)))
                .ifPresent(notes::add);
        notes.add(new EventNote(key("guild-seen", heard), guild, seen));
        return notes;
    }

    private static EventNote guildLeft(JsonNode data, Instant heard) {
        return left(new GuildId(data.path("id").asLong()), heard);
    }

    private static EventNote channelDeleted(JsonNode data, Instant heard) {
        var channel = new ChannelId(data.path("id").asLong());
        return note(
                data,
                key("channel-deleted-" + channel, day(heard)),
                new Event.ChannelDeleted(channel));
    }

    private static EventNote roleDeleted(JsonNode data, Instant heard) {
        var role = new RoleId(data.path("role_id").asLong());
        return note(data, key("role-deleted-" + role, day(heard)), new Event.RoleDeleted(role));
    }

    private static EventNote note(JsonNode data, OperationKey key, Event event) {
        return new EventNote(key, new GuildId(data.path("guild_id").asLong()), event);
    }

    private static OperationKey key(String what, Instant instant) {
        return OperationKey.of(what + ":" + instant);
    }

    private static Instant day(Instant instant) {
        return instant.truncatedTo(ChronoUnit.DAYS);
    }

    private static Optional<Instant> instant(JsonNode text) {
        return text.isTextual()
                ? Optional.of(OffsetDateTime.parse(text.asText()).toInstant())
                : Optional.empty();
    }

    private static UserId user(JsonNode data) {
        return new UserId(data.path("user").path("id").asLong());
    }

    private static UserId reacting(JsonNode data) {
        return new UserId(data.path("user_id").asLong());
    }

    private static ChannelId channel(JsonNode data) {
        return new ChannelId(data.path("channel_id").asLong());
    }

    private static MessageId message(JsonNode data) {
        return new MessageId(data.path("message_id").asLong());
    }

    private static String emoji(JsonNode data) {
        var emoji = data.path("emoji");
        var name = emoji.path("name").asText();
        return emoji.hasNonNull("id") ? name + ":" + emoji.path("id").asText() : name;
    }

    private static List<RoleId> roles(JsonNode ids) {
        return list(ids, id -> new RoleId(id.asLong()));
    }

    private static <T> List<T> list(JsonNode list, Function<JsonNode, T> read) {
        return StreamSupport.stream(list.spliterator(), false).map(read).toList();
    }
}
