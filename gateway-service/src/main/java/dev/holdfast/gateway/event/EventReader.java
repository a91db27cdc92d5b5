package dev.holdfast.gateway.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.guild.Guild;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.GuildEvent;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads what services are told of from Discord's events, and gives each a key. Of a message, a
 * member's or the bot's own joining and an audit log entry, Discord itself says when it was; what
 * can happen only once is known by its id and the day; the rest has no identity but the instant at
 * which it was heard.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway-events">Discord: gateway
 *     events</a>
 */
final class EventReader {

    private EventReader() {}

    /**
     * What the event means to services; most mean nothing.
     *
     * @param heard when, at no two events the same
     * @param guilds what is known of a guild now
     */
    static List<EventEnvelope> read(
            String type, JsonNode data, Instant heard, Function<GuildId, Optional<Guild>> guilds) {
        var payload = new Payload(data, heard);
        return switch (type) {
            case "MESSAGE_CREATE" -> MessageEventReader.posted(payload, guilds);
            case "MESSAGE_UPDATE" -> MessageEventReader.edited(payload);
            case "MESSAGE_DELETE" -> List.of(MessageEventReader.deleted(payload, data.path("id")));
            case "MESSAGE_DELETE_BULK" ->
                    Payload.list(data.path("ids"), id -> MessageEventReader.deleted(payload, id));
            case "MESSAGE_REACTION_ADD" -> List.of(MessageEventReader.reactionAdded(payload));
            case "MESSAGE_REACTION_REMOVE" -> List.of(MessageEventReader.reactionRemoved(payload));
            case "MESSAGE_REACTION_REMOVE_ALL", "MESSAGE_REACTION_REMOVE_EMOJI" ->
                    List.of(MessageEventReader.reactionsCleared(payload));
            case "GUILD_MEMBER_ADD" -> List.of(MemberEventReader.joined(payload));
            case "GUILD_MEMBER_UPDATE" -> MemberEventReader.changed(payload);
            case "GUILD_MEMBER_REMOVE" -> List.of(MemberEventReader.left(payload));
            case "GUILD_BAN_ADD" -> List.of(MemberEventReader.banAdded(payload));
            case "GUILD_BAN_REMOVE" -> List.of(MemberEventReader.banRemoved(payload));
            case "VOICE_STATE_UPDATE" -> List.of(MemberEventReader.voiceChanged(payload));
            case "GUILD_CREATE" -> isUnavailable(data) ? List.of() : GuildEventReader.seen(payload);
            case "GUILD_DELETE" -> isUnavailable(data) ? List.of() : List.of(left(data, heard));
            case "CHANNEL_UPDATE" -> List.of(GuildEventReader.channelChanged(payload));
            case "CHANNEL_DELETE" -> List.of(GuildEventReader.channelDeleted(payload));
            case "GUILD_ROLE_CREATE" -> List.of(GuildEventReader.roleCreated(payload));
            case "GUILD_ROLE_UPDATE" -> List.of(GuildEventReader.roleChanged(payload));
            case "GUILD_ROLE_DELETE" -> List.of(GuildEventReader.roleDeleted(payload));
            case "GUILD_AUDIT_LOG_ENTRY_CREATE" -> List.of(GuildEventReader.audited(payload));
            default -> List.of();
        };
    }

    /** That the bot left a guild, which Discord told nobody of because nobody was connected. */
    static EventEnvelope left(GuildId guild, Instant noticed) {
        return new EventEnvelope(
                OperationKey.of("guild-left:" + noticed), guild, new GuildEvent.GuildLeft());
    }

    private static EventEnvelope left(JsonNode data, Instant heard) {
        return left(new GuildId(data.path("id").asLong()), heard);
    }

    /** A guild in an outage of Discord's has neither come nor gone. */
    private static boolean isUnavailable(JsonNode data) {
        return data.path("unavailable").asBoolean();
    }
}
