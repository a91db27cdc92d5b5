package dev.holdfast.gateway.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.guild.Guild;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.MessageEvent;
import dev.holdfast.kit.protocol.MessageId;
import dev.holdfast.kit.protocol.Snowflake;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.UserText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what happens to messages and to the reactions under them. */
final class MessageEventReader {

    /** What people write: messages and replies. */
    private static final Set<Integer> WRITTEN = Set.of(0, 19);

    private MessageEventReader() {}

    static List<EventEnvelope> posted(Payload payload, Function<GuildId, Optional<Guild>> guilds) {
        var data = payload.data();
        if (!isOfPerson(data)) {
            return List.of();
        }
        var message = new MessageId(data.path("id").asLong());
        var channel = payload.channel();
        var guild = guilds.apply(payload.guild());
        var event =
                new MessageEvent.MessagePosted(
                        author(data),
                        channel,
                        message,
                        Payload.roles(data.path("member").path("roles")),
                        UserText.length(data.path("content").asText()),
                        data.path("attachments").size(),
                        parent(guild, channel),
                        category(guild, channel));
        var at = Snowflake.instant(message.value());
        return List.of(payload.note("message-posted-" + message, at, event));
    }

    private static @Nullable ChannelId parent(Optional<Guild> guild, ChannelId channel) {
        return guild.map(known -> known.channels().get(channel.value()))
                .map(Guild.Channel::parent)
                .map(ChannelId::new)
                .orElse(null);
    }

    private static @Nullable ChannelId category(Optional<Guild> guild, ChannelId channel) {
        return guild.flatMap(known -> known.governing(channel.value()))
                .map(Guild.Channel::category)
                .map(ChannelId::new)
                .orElse(null);
    }

    /** Discord also tells of messages whose links it has looked up; nobody edited those. */
    static List<EventEnvelope> edited(Payload payload) {
        var data = payload.data();
        var edited = Payload.instant(data.path("edited_timestamp"));
        if (edited.isEmpty() || !data.has("author") || !isOfPerson(data)) {
            return List.of();
        }
        var message = new MessageId(data.path("id").asLong());
        var event =
                new MessageEvent.MessageEdited(
                        author(data),
                        payload.channel(),
                        message,
                        UserText.length(data.path("content").asText()),
                        edited.get());
        return List.of(payload.note("message-edited-" + message, edited.get(), event));
    }

    private static boolean isOfPerson(JsonNode data) {
        return !data.path("author").path("bot").asBoolean()
                && !data.hasNonNull("webhook_id")
                && WRITTEN.contains(data.path("type").asInt());
    }

    private static UserId author(JsonNode data) {
        return new UserId(data.path("author").path("id").asLong());
    }

    static EventEnvelope deleted(Payload payload, JsonNode id) {
        var message = new MessageId(id.asLong());
        return payload.once(
                "message-deleted-" + message,
                new MessageEvent.MessageDeleted(payload.channel(), message));
    }

    static EventEnvelope reactionAdded(Payload payload) {
        var event =
                new MessageEvent.ReactionAdded(
                        payload.userId(),
                        payload.channel(),
                        payload.message(),
                        emoji(payload),
                        payload.isBots());
        return payload.heard(reaction("reaction-added", payload), event);
    }

    static EventEnvelope reactionRemoved(Payload payload) {
        var event =
                new MessageEvent.ReactionRemoved(
                        payload.userId(), payload.channel(), payload.message(), emoji(payload));
        return payload.heard(reaction("reaction-removed", payload), event);
    }

    private static String reaction(String kind, Payload payload) {
        return kind + "-" + payload.message() + "-" + payload.userId();
    }

    /** All of them, or all with one emoji. */
    static EventEnvelope reactionsCleared(Payload payload) {
        var event =
                new MessageEvent.ReactionsCleared(
                        payload.channel(),
                        payload.message(),
                        payload.data().has("emoji") ? emoji(payload) : null);
        return payload.heard("reactions-cleared-" + payload.message(), event);
    }

    private static String emoji(Payload payload) {
        var emoji = payload.data().path("emoji");
        var name = emoji.path("name").asText();
        return emoji.hasNonNull("id") ? name + ":" + emoji.path("id").asText() : name;
    }
}
