package dev.holdfast.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.chat.By;
import dev.holdfast.sandbox.chat.GuildChanges;
import dev.holdfast.sandbox.chat.MembershipChanges;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.world.Guild;
import dev.holdfast.sandbox.world.Member;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;

/** Boosts, the rules that newcomers accept, and many members at once. */
@Singleton
class MembershipActs {
    private static final int MOST = 50_000;

    private final World world;
    private final MembershipChanges memberships;
    private final GuildChanges guilds;
    private final Actor actor;

    MembershipActs(World world, MembershipChanges memberships, GuildChanges guilds, Actor actor) {
        this.world = world;
        this.memberships = memberships;
        this.guilds = guilds;
        this.actor = actor;
    }

    ObjectNode boost(Act act, boolean wanted) {
        var member = member(act);
        if ((member.boostingSince() != null) == wanted) {
            throw ControlProblem.refused("That is so already.");
        }
        memberships.boost(member, wanted ? world.now() : null);
        return Json.object();
    }

    /** Whoever joins from now on has to accept the rules first, or has not. */
    ObjectNode screen(Act act, boolean wanted) {
        var guild = guild(act);
        guilds.change(guild, Guild.features(wanted), new By(guild.ownerId(), null));
        return Json.object();
    }

    ObjectNode accept(Act act) {
        var member = member(act);
        if (!member.pending()) throw ControlProblem.refused("There are no rules left to accept.");
        memberships.accept(member);
        return Json.object();
    }

    /** So many as {@code count} says. */
    ObjectNode populate(Act act) {
        var count = act.number("count", 0);
        if (count < 1 || count > MOST)
            throw ControlProblem.malformed("count must be 1 to %d.", MOST);
        var people = memberships.populate(guild(act), count);
        var node = Json.object();
        node.set("userIds", GuildShapes.ids(people));
        return node;
    }

    private Member member(Act act) {
        var person = actor.person(act);
        return world.member(guild(act).id(), person.id())
                .orElseThrow(
                        () -> ControlProblem.unknown("%s is no member.", person.displayName()));
    }

    private Guild guild(Act act) {
        var id = act.neededId("guildId");
        return world.guilds
                .find(id)
                .orElseThrow(() -> ControlProblem.unknown("There is no guild %s.", id));
    }
}
