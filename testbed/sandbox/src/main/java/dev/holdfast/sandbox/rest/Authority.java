package dev.holdfast.sandbox.rest;

import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Guild;
import dev.holdfast.sandbox.world.Member;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.Permissions;
import dev.holdfast.sandbox.world.Role;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;

/**
 * Whether the bot that calls may do something: its permissions, and its place in the hierarchy of
 * roles. Called inside a change of the world.
 */
@Singleton
class Authority {
    private final World world;

    Authority(World world) {
        this.world = world;
    }

    /** The guild in the path, if the bot is in it and has these permissions. */
    Guild in(Call call, long wanted) {
        var guild = world.guilds.find(call.id("guild")).orElseThrow(DiscordError::unknownGuild);
        if (world.member(guild.id(), call.user()).isEmpty()) throw DiscordError.unknownGuild();
        if (!Permission.has(held(call, guild), wanted)) throw DiscordError.missingPermissions();
        return guild;
    }

    /** What the bot may do in the guild, before any channel's overwrites. */
    long held(Call call, Guild guild) {
        var own = world.member(guild.id(), call.user()).orElseThrow(DiscordError::unknownGuild);
        return Permissions.inGuild(guild, own, world.rolesFor(own), world.now());
    }

    /** The channel in the path, if it exists for the bot and the bot may do that in it. */
    Channel channel(Call call, long wanted) {
        return channel(call, call.id("channel"), wanted);
    }

    Channel channel(Call call, Snowflake id, long wanted) {
        var channel = world.channels.find(id).orElseThrow(DiscordError::unknownChannel);
        var permissions = world.permissions(call.user(), channel);
        if (!Permission.has(permissions, Permission.VIEW_CHANNEL)) {
            throw DiscordError.missingAccess();
        }
        if (!Permission.has(permissions, wanted)) throw DiscordError.missingPermissions();
        return channel;
    }

    /** The same; one that messages can be in. */
    Channel textual(Call call, long wanted) {
        var channel = channel(call, wanted);
        if (!channel.textual()) {
            throw DiscordError.of(400, 50008, "Cannot send messages in a non-text channel");
        }
        return channel;
    }

    /** The guild of a channel; direct ones have none. */
    Guild guildOf(Channel channel) {
        if (channel.guildId() == null) {
            throw DiscordError.of(403, 50003, "Cannot execute action on a DM channel");
        }
        return world.guilds.find(channel.guildId()).orElseThrow();
    }

    /** The member in the path. */
    Member member(Call call, Guild guild) {
        var id = call.id("user");
        if (world.users.find(id).isEmpty()) throw DiscordError.unknownUser();
        return world.member(guild.id(), id).orElseThrow(DiscordError::unknownMember);
    }

    /** The role in the path, if the bot may give and take it. */
    Role role(Call call, Guild guild) {
        var role = known(call.id("role"), guild);
        refuseGiving(call, guild, role);
        return role;
    }

    Role known(Snowflake id, Guild guild) {
        return world.roles
                .find(id)
                .filter(found -> found.guildId().equals(guild.id()))
                .orElseThrow(DiscordError::unknownRole);
    }

    void refuseGiving(Call call, Guild guild, Role role) {
        if (role.everyone()) throw DiscordError.invalidRole();
        if (role.managed()) throw DiscordError.missingPermissions();
        below(call, guild, role);
    }

    /** Refuses where the role stands as high as the bot's highest. */
    void below(Call call, Guild guild, Role role) {
        if (guild.ownerId().equals(call.user())) return;
        if (role.position() >= highest(guild, call.user())) {
            throw DiscordError.missingPermissions();
        }
    }

    /** Refuses where the person stands as high as the bot, or owns the guild. */
    void above(Call call, Guild guild, Snowflake user) {
        if (user.equals(call.user()) || guild.ownerId().equals(call.user())) return;
        if (guild.ownerId().equals(user) || highest(guild, user) >= highest(guild, call.user())) {
            throw DiscordError.missingPermissions();
        }
    }

    boolean isAbove(Call call, Guild guild, Snowflake user) {
        try {
            above(call, guild, user);
            return true;
        } catch (DiscordError _) {
            return false;
        }
    }

    /** Refuses to hand out what the bot may not do itself. */
    void refuseBeyond(long held, long granted) {
        if ((granted & ~held) != 0) throw DiscordError.missingPermissions();
    }

    /** -1 for somebody who is no member. */
    private int highest(Guild guild, Snowflake user) {
        return world.member(guild.id(), user).map(world::rolesFor).stream()
                .flatMap(roles -> roles.stream())
                .mapToInt(Role::position)
                .max()
                .orElse(-1);
    }
}
