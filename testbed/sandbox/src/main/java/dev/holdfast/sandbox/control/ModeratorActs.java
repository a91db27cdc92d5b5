package dev.holdfast.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.chat.By;
import dev.holdfast.sandbox.chat.GuildChanges;
import dev.holdfast.sandbox.chat.Moderation;
import dev.holdfast.sandbox.form.Characters;
import dev.holdfast.sandbox.world.Guild;
import dev.holdfast.sandbox.world.Member;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.Permissions;
import dev.holdfast.sandbox.world.Role;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.User;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * What people do to each other where their roles let them: {@code targetId} is whom, {@code
 * content} why. Called inside a change of the world.
 */
@Singleton
class ModeratorActs {
    private static final int LONGEST_NAME = 32;
    private static final int LONGEST_REASON = 512;
    private static final int LONGEST_GUILD_NAME = 100;
    private static final Duration LONGEST_SILENCE = Duration.ofDays(28);

    private final World world;
    private final Moderation moderation;
    private final GuildChanges guilds;
    private final Actor actor;

    ModeratorActs(World world, Moderation moderation, GuildChanges guilds, Actor actor) {
        this.world = world;
        this.moderation = moderation;
        this.guilds = guilds;
        this.actor = actor;
    }

    /** A timeout of so many {@code seconds}; 0 ends it. */
    ObjectNode silence(Act act) {
        var seconds = Duration.ofSeconds(act.number("seconds", 0));
        if (seconds.isNegative() || seconds.compareTo(LONGEST_SILENCE) > 0)
            throw ControlProblem.malformed("A timeout lasts at most 28 days.");
        var member = member(act, Permission.MODERATE_MEMBERS);
        var until = seconds.isZero() ? null : world.now().plus(seconds);
        moderation.silence(member, until, by(act));
        return Json.object();
    }

    ObjectNode kick(Act act) {
        moderation.kick(member(act, Permission.KICK_MEMBERS), by(act));
        return Json.object();
    }

    ObjectNode ban(Act act) {
        var guild = guild(act, Permission.BAN_MEMBERS);
        var target = act.neededId("targetId");
        if (world.users.find(target).isEmpty())
            throw ControlProblem.unknown("There is no user %s.", target);
        refuseHigher(act, guild, target);
        moderation.ban(guild, target, Duration.ZERO, by(act));
        return Json.object();
    }

    ObjectNode unban(Act act) {
        var guild = guild(act, Permission.BAN_MEMBERS);
        var ban = world.bans.find(guild.id() + "/" + act.neededId("targetId"));
        moderation.unban(
                ban.orElseThrow(() -> ControlProblem.unknown("Nobody of that id is banned.")),
                new By(actor.person(act).id(), null));
        return Json.object();
    }

    /** A nickname in {@code content}; an empty one takes it away. */
    ObjectNode rename(Act act) {
        var name = act.text("content").orElse("").strip();
        if (Characters.count(name) > LONGEST_NAME)
            throw ControlProblem.refused("A nickname has at most %d characters.", LONGEST_NAME);
        var person = actor.person(act);
        var own = person.id().equals(act.neededId("targetId"));
        var member = member(act, own ? Permission.CHANGE_NICKNAME : Permission.MANAGE_NICKNAMES);
        moderation.call(member, name.isEmpty() ? null : name, new By(person.id(), null));
        return Json.object();
    }

    /** A guild called {@code name} that belongs to the person. */
    ObjectNode create(Act act) {
        var name = act.needed("name").strip();
        if (Characters.count(name) < 2 || Characters.count(name) > LONGEST_GUILD_NAME) {
            throw ControlProblem.refused(
                    "A server's name has 2 to %d characters.", LONGEST_GUILD_NAME);
        }
        var guild = guilds.found(name, actor.person(act).id(), Json.object());
        return Json.object().put("guildId", guild.id().toString());
    }

    private By by(Act act) {
        var reason = act.text("content").map(String::strip).filter(each -> !each.isEmpty());
        if (reason.filter(each -> Characters.count(each) > LONGEST_REASON).isPresent())
            throw ControlProblem.refused("A reason has at most %d characters.", LONGEST_REASON);
        return new By(actor.person(act).id(), reason.orElse(null));
    }

    private Member member(Act act, long wanted) {
        var guild = guild(act, wanted);
        var target = act.neededId("targetId");
        refuseHigher(act, guild, target);
        return world.member(guild.id(), target)
                .orElseThrow(() -> ControlProblem.unknown("%s is no member.", target));
    }

    /** The guild, if the person may do that in it. */
    private Guild guild(Act act, long wanted) {
        var id = act.neededId("guildId");
        var person = actor.person(act);
        var guild =
                world.guilds
                        .find(id)
                        .orElseThrow(() -> ControlProblem.unknown("There is no guild %s.", id));
        var member =
                world.member(id, person.id())
                        .orElseThrow(() ->
                                ControlProblem.unknown("%s is no member.", person.displayName()));
        var held = Permissions.inGuild(guild, member, world.rolesFor(member), world.now());
        if (!Permission.has(held, wanted)) throw lacking(person);
        return guild;
    }

    /** Nobody touches the owner, or who stands as high as oneself. */
    private void refuseHigher(Act act, Guild guild, Snowflake target) {
        var person = actor.person(act);
        if (target.equals(person.id()) || guild.ownerId().equals(person.id())) return;
        if (guild.ownerId().equals(target) || highest(guild, target) >= highest(guild, person.id()))
            throw lacking(person);
    }

    private int highest(Guild guild, Snowflake user) {
        return world.member(guild.id(), user).map(world::rolesFor).stream()
                .flatMap(roles -> roles.stream())
                .mapToInt(Role::position)
                .max()
                .orElse(-1);
    }

    private static ControlProblem lacking(User person) {
        return ControlProblem.refused("%s lacks the permission for that.", person.displayName());
    }
}
