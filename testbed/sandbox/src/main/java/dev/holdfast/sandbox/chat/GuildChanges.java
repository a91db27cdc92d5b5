package dev.holdfast.sandbox.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.form.Patch;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.wire.Intent;
import dev.holdfast.sandbox.world.Application;
import dev.holdfast.sandbox.world.AuditEntry;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Event;
import dev.holdfast.sandbox.world.Guild;
import dev.holdfast.sandbox.world.Member;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.Role;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Founds, changes and ends guilds, and lets bots in; called inside a change of the world. */
@Singleton
public class GuildChanges {
    private static final List<String> OWN =
            List.of("name", "owner_id", "preferred_locale", "system_channel_id");

    private final World world;
    private final GuildShapes shapes;
    private final Audit audit;

    GuildChanges(World world, GuildShapes shapes, Audit audit) {
        this.world = world;
        this.shapes = shapes;
        this.audit = audit;
    }

    /** A new guild with a text and a voice channel; its owner is its only member. */
    public Guild found(String name, Snowflake owner, ObjectNode settings) {
        var id = world.nextId();
        world.roles.put(new Role(id, id, "@everyone", Permission.MEMBER, 0, 0, false, false, null));
        var text = channel(id, Channel.CATEGORY, "Text Channels", null);
        var general = channel(id, Channel.TEXT, "general", text.id());
        var voice = channel(id, Channel.CATEGORY, "Voice Channels", null);
        channel(id, Channel.VOICE, "General", voice.id());
        var guild = world.guilds.put(new Guild(id, name, owner, "en-US", general.id(), settings));
        world.members.put(Member.joined(id, owner, List.of(), world.now()));
        tellPages(guild);
        tellIfBot(guild, owner);
        return guild;
    }

    private Channel channel(Snowflake guildId, int type, String name, @Nullable Snowflake parent) {
        return world.channels.put(
                new Channel(
                        world.nextId(),
                        type,
                        guildId,
                        name,
                        null,
                        0,
                        parent,
                        List.of(),
                        List.of(),
                        null));
    }

    /** Pages learn of a guild that is new to their person by asking for everything again. */
    private void tellPages(Guild guild) {
        var data = Json.object().put("id", guild.id().toString());
        var everyone = Event.Audience.PAGES;
        world.publish(new Event("SANDBOX_GUILDS", data, guild.id(), null, 0, everyone, null));
    }

    private void tellIfBot(Guild guild, Snowflake user) {
        if (world.applications.find(user).isEmpty()) return;
        var data = shapes.guildCreate(guild, user, false);
        world.publish(Event.toBot("GUILD_CREATE", data, guild.id(), Intent.GUILDS, user));
    }

    /** Lets a bot in that is no member yet, with a managed role of its own. */
    public void admit(Guild guild, Application application, long permissions, By by) {
        var bot = application.id();
        var own =
                world.rolesOf(guild.id()).stream()
                        .filter(role -> bot.equals(role.botId()))
                        .findFirst()
                        .or(() -> managedRole(guild, application, permissions));
        var roles = own.map(Role::id).stream().toList();
        world.members.put(Member.joined(guild.id(), bot, roles, world.now()));
        tellPages(guild);
        tellIfBot(guild, bot);
        audit.note(guild.id(), AuditEntry.BOT_ADD, bot, Json.array(), by);
    }

    private Optional<Role> managedRole(Guild guild, Application application, long permissions) {
        if (permissions == 0) return Optional.empty();
        var highest = world.rolesOf(guild.id()).stream().mapToInt(Role::position).max().orElse(0);
        var role =
                world.roles.put(
                        new Role(
                                world.nextId(),
                                guild.id(),
                                application.name(),
                                permissions,
                                highest + 1,
                                0,
                                false,
                                false,
                                application.id()));
        var data = Json.object().put("guild_id", guild.id().toString());
        data.set("role", shapes.role(role));
        world.publish(Event.inGuild("GUILD_ROLE_CREATE", data, guild.id(), Intent.GUILDS));
        return Optional.of(role);
    }

    /** Changes what the patch, in Discord's shape, mentions. */
    public Guild change(Guild guild, ObjectNode patch, By by) {
        var before = shapes.guild(guild);
        var own = before.deepCopy();
        OWN.stream().filter(patch::has).forEach(key -> own.set(key, patch.get(key)));
        var settings = patch.deepCopy().without(OWN);
        var welcome = Snowflake.parse(own.path("system_channel_id").asText()).orElse(null);
        var changed =
                world.guilds.put(
                        new Guild(
                                guild.id(),
                                own.path("name").asText(),
                                Snowflake.of(own.path("owner_id").asText()),
                                own.path("preferred_locale").asText("en-US"),
                                welcome,
                                Patch.onto(settingsOf(guild), (ObjectNode) settings)));
        var after = shapes.guild(changed);
        var changes = Audit.changes(before, after);
        if (changes.isEmpty()) return changed;
        world.publish(Event.inGuild("GUILD_UPDATE", after, guild.id(), Intent.GUILDS));
        audit.note(guild.id(), AuditEntry.GUILD_UPDATE, guild.id(), changes, by);
        return changed;
    }

    private static ObjectNode settingsOf(Guild guild) {
        return guild.settings() == null ? Json.object() : guild.settings();
    }
}
