package dev.holdfast.sandbox.control;

import dev.holdfast.sandbox.chat.Chat;
import dev.holdfast.sandbox.world.Bots;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Member;
import dev.holdfast.sandbox.world.Message;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.User;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;

/**
 * Finds who acts and where, and refuses what that person cannot see or do; called in a change of
 * the world.
 */
@Singleton
class Actor {
    private final World world;
    private final Chat chat;
    private final Bots bots;

    Actor(World world, Chat chat, Bots bots) {
        this.world = world;
        this.chat = chat;
        this.bots = bots;
    }

    User person(Act act) {
        var id = act.neededId("userId");
        var user =
                world.users
                        .find(id)
                        .orElseThrow(() -> ControlProblem.unknown("There is no user %s.", id));
        if (user.bot())
            throw ControlProblem.refused("%s is a bot: only people act here.", user.displayName());
        return user;
    }

    /** The channel named; without one, the person's direct messages with a bot. */
    Channel channel(Act act, User person, long wanted) {
        var id = act.id("channelId");
        if (id.isEmpty()) {
            if (act.id("guildId").isPresent())
                throw ControlProblem.malformed("channelId is missing.");
            var bot = act.id("applicationId").orElseGet(() -> bots.firstId());
            var known = world.applications.find(bot);
            if (known.isEmpty()) throw ControlProblem.unknown("There is no application %s.", bot);
            return chat.direct(person, world.users.find(bot).orElseThrow());
        }
        var channel =
                world.channels
                        .find(id.get())
                        .filter(found -> world.sees(person.id(), found))
                        .orElseThrow(() ->
                                ControlProblem.unknown(
                                        "%s sees no channel %s.", person.displayName(), id.get()));
        var guildId = act.id("guildId");
        if (guildId.isPresent() && !guildId.get().equals(channel.guildId())) {
            throw ControlProblem.malformed(
                    "Channel %s is not in guild %s.", id.get(), guildId.get());
        }
        if (!channel.textual())
            throw ControlProblem.refused("Nothing can be written in a category.");
        if (!Permission.has(world.permissions(person.id(), channel), wanted)) {
            throw ControlProblem.refused(
                    "%s lacks the permission for that in this channel.", person.displayName());
        }
        if (wanted != Permission.VIEW_CHANNEL && isPending(person, channel)) {
            throw ControlProblem.refused(
                    "%s has to accept the server's rules.", person.displayName());
        }
        return channel;
    }

    private boolean isPending(User person, Channel channel) {
        var guild = channel.guildId();
        return guild != null
                && world.member(guild, person.id()).filter(Member::pending).isPresent();
    }

    Message message(Act act, User person, Channel channel) {
        var id = act.neededId("messageId");
        return world.messages
                .find(channel.id(), id)
                .filter(message -> message.visibleTo(person.id()))
                .orElseThrow(() ->
                        ControlProblem.unknown(
                                "%s sees no message %s here.", person.displayName(), id));
    }
}
