package dev.holdfast.sandbox.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.wire.Intent;
import dev.holdfast.sandbox.world.AuditEntry;
import dev.holdfast.sandbox.world.Ban;
import dev.holdfast.sandbox.world.BotToken;
import dev.holdfast.sandbox.world.Event;
import dev.holdfast.sandbox.world.Event.Audience;
import dev.holdfast.sandbox.world.Guild;
import dev.holdfast.sandbox.world.Member;
import dev.holdfast.sandbox.world.Message;
import dev.holdfast.sandbox.world.Role;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the bot does to members. Only what changes something is told and stands in the audit log, so
 * that a test can count how often it happened. Called inside a change of the world.
 */
@Singleton
public class Moderation {
    private final World world;
    private final GuildShapes shapes;
    private final Chat chat;
    private final Snowflake bot;

    Moderation(World world, GuildShapes shapes, Chat chat, BotToken token) {
        this.world = world;
        this.shapes = shapes;
        this.chat = chat;
        bot = token.botId();
    }

    public void give(Member member, Role role, @Nullable String reason) {
        if (member.roles().contains(role.id())) return;
        var more = new ArrayList<>(member.roles());
        more.add(role.id());
        changed(member.withRoles(more), AuditEntry.ROLES, roleChange("$add", role), reason);
    }

    public void take(Member member, Role role, @Nullable String reason) {
        if (!member.roles().contains(role.id())) return;
        var fewer = new ArrayList<>(member.roles());
        fewer.remove(role.id());
        changed(member.withRoles(fewer), AuditEntry.ROLES, roleChange("$remove", role), reason);
    }

    public Member call(Member member, @Nullable String nick, @Nullable String reason) {
        if (Objects.equals(member.nick(), nick)) return member;
        var change = change("nick", member.nick(), nick);
        return changed(member.called(nick), AuditEntry.MEMBER, change, reason);
    }

    public Member silence(Member member, @Nullable Instant until, @Nullable String reason) {
        if (Objects.equals(member.timedOutUntil(), until)) return member;
        var change =
                change(
                        "communication_disabled_until",
                        Json.moment(member.timedOutUntil()),
                        Json.moment(until));
        return changed(member.silentUntil(until), AuditEntry.MEMBER, change, reason);
    }

    public void kick(Member member, @Nullable String reason) {
        chat.leave(member);
        note(member.guildId(), member.userId(), AuditEntry.KICK, Json.array(), reason);
    }

    /** Bans; {@code erase} is how far back the person's messages go too. */
    public void ban(Guild guild, Snowflake user, Duration erase, @Nullable String reason) {
        var ban = new Ban(guild.id(), user, reason);
        if (world.bans.find(ban.key()).isPresent()) return;
        world.bans.put(ban);
        world.member(guild.id(), user).ifPresent(chat::leave);
        if (!erase.isZero()) erase(guild, user, world.now().minus(erase));
        tell("GUILD_BAN_ADD", guild.id(), user);
        note(guild.id(), user, AuditEntry.BAN, Json.array(), reason);
    }

    public void unban(Ban ban, @Nullable String reason) {
        world.bans.remove(ban);
        tell("GUILD_BAN_REMOVE", ban.guildId(), ban.userId());
        note(ban.guildId(), ban.userId(), AuditEntry.UNBAN, Json.array(), reason);
    }

    private void erase(Guild guild, Snowflake user, Instant since) {
        for (var channel : world.channelsOf(guild.id())) {
            var recent = world.messages.in(channel.id()).tailMap(Snowflake.at(since), true);
            List.copyOf(recent.values()).stream()
                    .filter((Message message) -> message.authorId().equals(user))
                    .forEach(chat::delete);
        }
    }

    private Member changed(Member member, int action, ArrayNode changes, @Nullable String reason) {
        world.members.put(member);
        var data = shapes.member(member).put("guild_id", member.guildId().toString());
        // A bot is told of itself whatever it asked for.
        var intent = member.userId().equals(bot) ? 0 : Intent.GUILD_MEMBERS;
        publish("GUILD_MEMBER_UPDATE", data, member.guildId(), intent);
        note(member.guildId(), member.userId(), action, changes, reason);
        return member;
    }

    private void tell(String event, Snowflake guildId, Snowflake user) {
        var data = Json.object().put("guild_id", guildId.toString());
        data.set("user", shapes.user(user));
        publish(event, data, guildId, Intent.GUILD_MODERATION);
    }

    private void publish(String name, ObjectNode data, Snowflake guildId, int intent) {
        world.publish(new Event(name, data, guildId, null, intent, Audience.EVERYONE, null));
    }

    private void note(
            Snowflake guildId,
            Snowflake target,
            int action,
            ArrayNode changes,
            @Nullable String reason) {
        world.audit.put(
                new AuditEntry(world.nextId(), guildId, bot, target, action, reason, changes));
    }

    private static ArrayNode roleChange(String key, Role role) {
        var changes = Json.array();
        changes.addObject()
                .put("key", key)
                .putArray("new_value")
                .addObject()
                .put("id", role.id().toString())
                .put("name", role.name());
        return changes;
    }

    private static ArrayNode change(String key, @Nullable String before, @Nullable String after) {
        var changes = Json.array();
        var change = changes.addObject().put("key", key);
        if (before != null) change.put("old_value", before);
        if (after != null) change.put("new_value", after);
        return changes;
    }
}
