package dev.holdfast.sandbox.rest;

import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.world.BotToken;
import dev.holdfast.sandbox.world.Guild;
import dev.holdfast.sandbox.world.Member;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.Permissions;
import dev.holdfast.sandbox.world.Role;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;

/**
 * Whether the bot may do something to members: its permissions, and its place in the hierarchy of
 * roles. Called inside a change of the world.
 */
@Singleton
class Authority {
    private final World world;
    private final Snowflake bot;

    Authority(World world, BotToken token) {
        this.world = world;
        bot = token.botId();
    }

    /** The guild in the path, if the bot is in it and has these permissions. */
    Guild in(Call call, long wanted) {
        var guild = world.guilds.find(call.id("guild")).orElseThrow(DiscordError::unknownGuild);
        var own = world.member(guild.id(), bot).orElseThrow(DiscordError::unknownGuild);
        var held = Permissions.inGuild(guild, own, world.rolesFor(own), world.now());
        if (!Permission.has(held, wanted)) throw DiscordError.missingPermissions();
        return guild;
    }

    /** The member in the path. */
    Member member(Call call, Guild guild) {
        var id = call.id("user");
        if (world.users.find(id).isEmpty()) throw DiscordError.unknownUser();
        return world.member(guild.id(), id).orElseThrow(DiscordError::unknownMember);
    }

    /** The role in the path, if the bot may give and take it. */
    Role role(Call call, Guild guild) {
        var role =
                world.roles
                        .find(call.id("role"))
                        .filter(found -> found.guildId().equals(guild.id()))
                        .orElseThrow(DiscordError::unknownRole);
        if (role.everyone()) throw DiscordError.invalidRole();
        if (role.managed() || (!isOwner(guild) && role.position() >= highest(guild, bot))) {
            throw DiscordError.missingPermissions();
        }
        return role;
    }

    /** Refuses where the person stands as high as the bot, or owns the guild. */
    void above(Guild guild, Snowflake user) {
        if (user.equals(bot) || isOwner(guild)) return;
        if (guild.ownerId().equals(user) || highest(guild, user) >= highest(guild, bot)) {
            throw DiscordError.missingPermissions();
        }
    }

    private boolean isOwner(Guild guild) {
        return guild.ownerId().equals(bot);
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
