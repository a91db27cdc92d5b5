package dev.holdfast.sandbox.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.wire.Intent;
import dev.holdfast.sandbox.world.AuditEntry;
import dev.holdfast.sandbox.world.Ban;
import dev.holdfast.sandbox.world.Event;
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
 * What is done to members. Only what changes something is told and stands in the audit log, so that
 * a test can count how often it happened. Called inside a change of the world.
 */
@Singleton
public class Moderation {
    private final World world;
    private final GuildShapes shapes;
    private final Chat chat;
    private final Audit audit;

    Moderation(World world, GuildShapes shapes, Chat chat, Audit audit) {
        this.world = world;
        this.shapes = shapes;
        this.chat = chat;
        this.audit = audit;
    }

    public void give(Member member, Role role, By by) {
        if (member.roles().contains(role.id())) return;
        var more = new ArrayList<>(member.roles());
        more.add(role.id());
        changed(member.withRoles(more), AuditEntry.ROLES, roleChange("$add", role), by);
    }

    public void take(Member member, Role role, By by) {
        if (!member.roles().contains(role.id())) return;
        var fewer = new ArrayList<>(member.roles());
        fewer.remove(role.id());
        changed(member.withRoles(fewer), AuditEntry.ROLES, roleChange("$remove", role), by);
    }

    public Member call(Member member, @Nullable String nick, By by) {
        if (Objects.equals(member.nick(), nick)) return member;
        var change = change("nick", member.nick(), nick);
        return changed(member.called(nick), AuditEntry.MEMBER, change, by);
    }

    public Member silence(Member member, @Nullable Instant until, By by) {
        if (Objects.equals(member.timedOutUntil(), until)) return member;
        var change =
                change(
                        "communication_disabled_until",
                        Json.moment(member.timedOutUntil()),
                        Json.moment(until));
        return changed(member.silentUntil(until), AuditEntry.MEMBER, change, by);
    }

    /** Leaves of its own accord, which is no moderator's doing. */
    public void leave(Member member) {
        chat.leave(member);
    }

    public Member join(Guild guild, Snowflake user) {
        chat.join(guild.id(), user);
        return world.member(guild.id(), user).orElseThrow();
    }

    public void kick(Member member, By by) {
        chat.leave(member);
        note(member.guildId(), member.userId(), AuditEntry.KICK, Json.array(), by);
    }

    /** Sends away who was not there for so many days; the audit log has one line for all. */
    public void prune(Guild guild, List<Member> idle, int days, By by) {
        if (idle.isEmpty()) return;
        idle.forEach(chat::leave);
        var options = Json.object().put("delete_member_days", Integer.toString(days));
        options.put("members_removed", Integer.toString(idle.size()));
        audit.note(guild.id(), AuditEntry.PRUNE, null, Json.array(), options, by);
    }

    /** Bans; {@code erase} is how far back the person's messages go too. */
    public void ban(Guild guild, Snowflake user, Duration erase, By by) {
        var ban = new Ban(guild.id(), user, by.reason());
        if (world.bans.find(ban.key()).isPresent()) return;
        world.bans.put(ban);
        world.member(guild.id(), user).ifPresent(chat::leave);
        if (!erase.isZero()) erase(guild, user, world.now().minus(erase));
        tell("GUILD_BAN_ADD", guild.id(), user);
        note(guild.id(), user, AuditEntry.BAN, Json.array(), by);
    }

    public void unban(Ban ban, By by) {
        world.bans.remove(ban);
        tell("GUILD_BAN_REMOVE", ban.guildId(), ban.userId());
        note(ban.guildId(), ban.userId(), AuditEntry.UNBAN, Json.array(), by);
    }

    private void erase(Guild guild, Snowflake user, Instant since) {
        var channels = new ArrayList<>(world.channelsOf(guild.id()));
        channels.addAll(world.threadsOf(guild.id()));
        for (var channel : channels) {
            var recent = world.messages.in(channel.id()).tailMap(Snowflake.at(since), true);
            List.copyOf(recent.values()).stream()
                    .filter((Message message) -> message.authorId().equals(user))
                    .forEach(chat::delete);
        }
    }

    private Member changed(Member member, int action, ArrayNode changes, By by) {
        world.members.put(member);
        var data = shapes.member(member).put("guild_id", member.guildId().toString());
        var intent = Intent.GUILD_MEMBERS;
        world.publish(Event.inGuild("GUILD_MEMBER_UPDATE", data, member.guildId(), intent));
        note(member.guildId(), member.userId(), action, changes, by);
        return member;
    }

    private void tell(String event, Snowflake guildId, Snowflake user) {
        var data = Json.object().put("guild_id", guildId.toString());
        data.set("user", shapes.user(user));
        world.publish(Event.inGuild(event, data, guildId, Intent.GUILD_MODERATION));
    }

    private void note(Snowflake guildId, Snowflake target, int action, ArrayNode changes, By by) {
        audit.note(guildId, action, target, changes, by);
    }

    /** Gives and takes roles until the member has exactly these. */
    public Member setRoles(Member member, List<Role> wanted, By by) {
        var ids = wanted.stream().map(Role::id).toList();
        var lost =
                world.rolesFor(member).stream()
                        .filter(role -> !role.everyone() && !ids.contains(role.id()))
                        .toList();
        var gained = wanted.stream().filter(role -> !member.roles().contains(role.id())).toList();
        if (lost.isEmpty() && gained.isEmpty()) return member;
        var changes = Json.array();
        roleChange(changes, "$add", gained);
        roleChange(changes, "$remove", lost);
        return changed(member.withRoles(ids), AuditEntry.ROLES, changes, by);
    }

    private static void roleChange(ArrayNode changes, String key, List<Role> roles) {
        if (roles.isEmpty()) return;
        var values = changes.addObject().put("key", key).putArray("new_value");
        for (var role : roles) {
            values.addObject().put("id", role.id().toString()).put("name", role.name());
        }
    }

    private static ArrayNode roleChange(String key, Role role) {
        var changes = Json.array();
        roleChange(changes, key, List.of(role));
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
