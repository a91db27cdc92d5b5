package dev.holdfast.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.chat.Chat;
import dev.holdfast.sandbox.chat.Moderation;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.wire.Intent;
import dev.holdfast.sandbox.world.BotToken;
import dev.holdfast.sandbox.world.Event;
import dev.holdfast.sandbox.world.Event.Audience;
import dev.holdfast.sandbox.world.Guild;
import dev.holdfast.sandbox.world.Member;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.Role;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;

/**
 * What happens to members and to the bot: roles given by hand, reactions taken back, the bot
 * invited, removed, or kept from a guild by an outage. Called inside a change of the world.
 */
@Singleton
class GuildActs {
    private final World world;
    private final Chat chat;
    private final Moderation moderation;
    private final GuildShapes shapes;
    private final Actor actor;
    private final Snowflake bot;

    GuildActs(
            World world,
            Chat chat,
            Moderation moderation,
            GuildShapes shapes,
            Actor actor,
            BotToken token) {
        this.world = world;
        this.chat = chat;
        this.moderation = moderation;
        this.shapes = shapes;
        this.actor = actor;
        bot = token.botId();
    }

    /** The emoji stands in {@code content}. */
    ObjectNode unreact(Act act) {
        var person = actor.person(act);
        var channel = actor.channel(act, person, Permission.VIEW_CHANNEL);
        chat.unreact(actor.message(act, person, channel), person.id(), act.needed("content"));
        return Json.object();
    }

    /** The role is {@code targetId}. */
    ObjectNode give(Act act) {
        moderation.give(member(act), role(act), null);
        return Json.object();
    }

    ObjectNode take(Act act) {
        moderation.take(member(act), role(act), null);
        return Json.object();
    }

    /** The bot comes (back) to the guild. */
    ObjectNode invite(Act act) {
        var guild = guild(act);
        if (world.member(guild.id(), bot).isPresent()) {
            throw Problem.refused("The bot is in %s already.", guild.name());
        }
        var own =
                world.rolesOf(guild.id()).stream()
                        .filter(role -> bot.equals(role.botId()))
                        .map(Role::id)
                        .toList();
        world.members.put(new Member(guild.id(), bot, null, own, world.now(), null));
        return recover(act);
    }

    /** The bot is sent away. */
    ObjectNode remove(Act act) {
        var guild = guild(act);
        world.members.remove(bot(guild));
        tell("GUILD_DELETE", guild, Json.object().put("id", guild.id().toString()));
        return Json.object();
    }

    /** Discord cannot serve the guild right now. */
    ObjectNode outage(Act act) {
        var guild = guild(act);
        bot(guild);
        var data = Json.object().put("id", guild.id().toString()).put("unavailable", true);
        tell("GUILD_DELETE", guild, data);
        return Json.object();
    }

    /** Discord serves it again. */
    ObjectNode recover(Act act) {
        var guild = guild(act);
        bot(guild);
        tell("GUILD_CREATE", guild, shapes.guildCreate(guild, bot, false));
        return Json.object();
    }

    private void tell(String name, Guild guild, ObjectNode data) {
        world.publish(new Event(name, data, guild.id(), null, Intent.GUILDS, Audience.BOT, null));
    }

    private Member bot(Guild guild) {
        return world.member(guild.id(), bot)
                .orElseThrow(() -> Problem.refused("The bot is not in %s.", guild.name()));
    }

    private Member member(Act act) {
        var person = actor.person(act);
        return world.member(guild(act).id(), person.id())
                .orElseThrow(() -> Problem.unknown("%s is no member.", person.displayName()));
    }

    private Role role(Act act) {
        var id = act.neededId("targetId");
        return world.roles
                .find(id)
                .filter(role -> role.guildId().equals(guild(act).id()) && !role.managed())
                .orElseThrow(() -> Problem.unknown("There is no role %s to give.", id));
    }

    private Guild guild(Act act) {
        var id = act.neededId("guildId");
        return world.guilds
                .find(id)
                .orElseThrow(() -> Problem.unknown("There is no guild %s.", id));
    }
}
