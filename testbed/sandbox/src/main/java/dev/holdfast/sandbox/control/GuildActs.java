package dev.holdfast.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.chat.By;
import dev.holdfast.sandbox.chat.Chat;
import dev.holdfast.sandbox.chat.GuildChanges;
import dev.holdfast.sandbox.chat.Moderation;
import dev.holdfast.sandbox.chat.Reactions;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.wire.Intent;
import dev.holdfast.sandbox.world.Application;
import dev.holdfast.sandbox.world.Bots;
import dev.holdfast.sandbox.world.Event;
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
    private final Reactions reactions;
    private final Moderation moderation;
    private final GuildShapes shapes;
    private final Actor actor;
    private final GuildChanges guilds;
    private final Bots bots;

    GuildActs(
            World world,
            Chat chat,
            Reactions reactions,
            Moderation moderation,
            GuildShapes shapes,
            Actor actor,
            GuildChanges guilds,
            Bots bots) {
        this.world = world;
        this.chat = chat;
        this.reactions = reactions;
        this.moderation = moderation;
        this.shapes = shapes;
        this.actor = actor;
        this.guilds = guilds;
        this.bots = bots;
    }

    /** The emoji stands in {@code content}. */
    ObjectNode unreact(Act act) {
        var person = actor.person(act);
        var channel = actor.channel(act, person, Permission.VIEW_CHANNEL);
        reactions.remove(actor.message(act, person, channel), person.id(), act.needed("content"));
        return Json.object();
    }

    /** The role is {@code targetId}. */
    ObjectNode give(Act act) {
        moderation.give(member(act), role(act), owner(act));
        return Json.object();
    }

    ObjectNode take(Act act) {
        moderation.take(member(act), role(act), owner(act));
        return Json.object();
    }

    /** The bot comes (back) to the guild. */
    ObjectNode invite(Act act) {
        var guild = guild(act);
        var application = application(act);
        if (world.member(guild.id(), application.id()).isPresent()) {
            throw ControlProblem.refused("The bot is in %s already.", guild.name());
        }
        guilds.admit(guild, application, Permission.MEMBER, owner(act));
        return Json.object();
    }

    /** The bot is sent away. */
    ObjectNode remove(Act act) {
        var guild = guild(act);
        chat.leave(bot(act, guild));
        return Json.object();
    }

    /** Discord cannot serve the guild right now. */
    ObjectNode outage(Act act) {
        var guild = guild(act);
        var bot = bot(act, guild).userId();
        var data = Json.object().put("id", guild.id().toString()).put("unavailable", true);
        tell("GUILD_DELETE", guild, data, bot);
        return Json.object();
    }

    /** Discord serves it again. */
    ObjectNode recover(Act act) {
        var guild = guild(act);
        var bot = bot(act, guild).userId();
        tell("GUILD_CREATE", guild, shapes.guildCreate(guild, bot, false), bot);
        return Json.object();
    }

    private void tell(String name, Guild guild, ObjectNode data, Snowflake bot) {
        world.publish(Event.toBot(name, data, guild.id(), Intent.GUILDS, bot));
    }

    /** The bot named by {@code applicationId}, or the first one. */
    private Application application(Act act) {
        var id = act.id("applicationId").orElseGet(() -> bots.firstId());
        return world.applications
                .find(id)
                .orElseThrow(() -> ControlProblem.unknown("There is no application %s.", id));
    }

    private Member bot(Act act, Guild guild) {
        return world.member(guild.id(), application(act).id())
                .orElseThrow(() -> ControlProblem.refused("The bot is not in %s.", guild.name()));
    }

    private Member member(Act act) {
        var person = actor.person(act);
        return world.member(guild(act).id(), person.id())
                .orElseThrow(
                        () -> ControlProblem.unknown("%s is no member.", person.displayName()));
    }

    private Role role(Act act) {
        var id = act.neededId("targetId");
        return world.roles
                .find(id)
                .filter(role -> role.guildId().equals(guild(act).id()) && !role.managed())
                .orElseThrow(() -> ControlProblem.unknown("There is no role %s to give.", id));
    }

    /** What nobody in particular does is the owner's doing. */
    private By owner(Act act) {
        return new By(guild(act).ownerId(), null);
    }

    private Guild guild(Act act) {
        var id = act.neededId("guildId");
        return world.guilds
                .find(id)
                .orElseThrow(() -> ControlProblem.unknown("There is no guild %s.", id));
    }
}
