package dev.holdfast.gateway.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.reading.Shapes;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.GuildEvent;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.GuildRoles;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.Snowflake;
import dev.holdfast.kit.protocol.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads what happens to guilds, roles and channels, and what audit logs say. */
final class GuildEventReader {

    /** Keys live for 7 days: what happened earlier has been told of, or will not be any more. */
    private static final Duration RECENT = Duration.ofDays(6);

    private GuildEventReader() {}

    /** How a guild stands; before that, that the bot joined it, where that was lately. */
    static List<EventEnvelope> seen(Payload payload) {
        var data = payload.data();
        var guild = new GuildId(data.path("id").asLong());
        var heard = payload.heard();
        var notes = new ArrayList<EventEnvelope>();
        Payload.instant(data.path("joined_at"))
                .filter(joined -> joined.isAfter(heard.minus(RECENT)))
                .map(joined ->
                        new EventEnvelope(
                                OperationKey.of("guild-joined:" + joined),
                                guild,
                                new GuildEvent.GuildJoined(joined)))
                .ifPresent(notes::add);
        notes.add(new EventEnvelope(OperationKey.of("guild-seen:" + heard), guild, seen(data)));
        return notes;
    }

    private static GuildEvent.GuildSeen seen(JsonNode data) {
        var members = Payload.list(data.path("members"), GuildEventReader::present);
        var roles = Payload.list(data.path("roles"), Shapes::role);
        return new GuildEvent.GuildSeen(
                roles.stream().map(GuildRoles.Role::id).toList(),
                Payload.list(
                        data.path("channels"), each -> new ChannelId(each.path("id").asLong())),
                members,
                members.size() == data.path("member_count").asInt(-1),
                roles);
    }

    private static GuildEvent.Present present(JsonNode json) {
        var member = Shapes.member(json);
        return new GuildEvent.Present(
                member.user(),
                member.roles(),
                member.joined(),
                member.bot(),
                member.pending(),
                member.boostingSince());
    }

    static EventEnvelope channelChanged(Payload payload) {
        var data = payload.data();
        var channel = new ChannelId(data.path("id").asLong());
        var event =
                new GuildEvent.ChannelChanged(
                        channel,
                        data.path("name").asText(),
                        Payload.channel(data.path("parent_id")));
        return payload.heard("channel-changed-" + channel, event);
    }

    static EventEnvelope channelDeleted(Payload payload) {
        var channel = new ChannelId(payload.data().path("id").asLong());
        return payload.once("channel-deleted-" + channel, new GuildEvent.ChannelDeleted(channel));
    }

    static EventEnvelope roleCreated(Payload payload) {
        var role = Shapes.role(payload.data().path("role"));
        return payload.once("role-created-" + role.id(), new GuildEvent.RoleCreated(role));
    }

    static EventEnvelope roleChanged(Payload payload) {
        var role = Shapes.role(payload.data().path("role"));
        return payload.heard("role-changed-" + role.id(), new GuildEvent.RoleChanged(role));
    }

    static EventEnvelope roleDeleted(Payload payload) {
        var role = new RoleId(payload.data().path("role_id").asLong());
        return payload.once("role-deleted-" + role, new GuildEvent.RoleDeleted(role));
    }

    static EventEnvelope audited(Payload payload) {
        var data = payload.data();
        var entry = data.path("id").asText();
        var event =
                new GuildEvent.AuditEntry(
                        entry,
                        data.hasNonNull("user_id")
                                ? UserId.of(data.path("user_id").asText())
                                : null,
                        data.hasNonNull("target_id") ? data.path("target_id").asText() : null,
                        data.path("action_type").asInt(),
                        changedRoles(data, "$add"),
                        changedRoles(data, "$remove"),
                        data.hasNonNull("reason") ? data.path("reason").asText() : null);
        var at = Snowflake.instant(data.path("id").asLong());
        return payload.note("audit-entry-" + entry, at, event);
    }

    private static List<RoleId> changedRoles(JsonNode data, String key) {
        var roles = new ArrayList<RoleId>();
        for (var change : data.path("changes")) {
            if (change.path("key").asText().equals(key)) {
                change.path("new_value")
                        .forEach(role -> roles.add(RoleId.of(role.path("id").asText())));
            }
        }
        return roles;
    }
}
