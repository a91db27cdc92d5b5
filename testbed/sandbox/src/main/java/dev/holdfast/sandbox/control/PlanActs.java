package dev.holdfast.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.chat.Polls;
import dev.holdfast.sandbox.chat.ScheduledEvents;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.TreeSet;

/** Says that one comes to what a guild plans, and votes; in a change of the world. */
@Singleton
class PlanActs {
    private final World world;
    private final ScheduledEvents events;
    private final Polls polls;
    private final Actor actor;

    PlanActs(World world, ScheduledEvents events, Polls polls, Actor actor) {
        this.polls = polls;
        this.world = world;
        this.events = events;
        this.actor = actor;
    }

    /** {@code targetId} is the event. */
    ObjectNode attend(Act act, boolean attends) {
        var person = actor.person(act);
        var id = act.neededId("targetId");
        var event =
                world.scheduledEvents
                        .find(id)
                        .filter(found -> world.member(found.guildId(), person.id()).isPresent())
                        .orElseThrow(() -> ControlProblem.unknown("There is no event %s.", id));
        events.interest(event, person.id(), attends);
        return Json.object();
    }

    /** The answers stand in {@code values}; none takes back one's vote. */
    ObjectNode vote(Act act) {
        var person = actor.person(act);
        var channel = actor.channel(act, person, Permission.READ_MESSAGE_HISTORY);
        var message = actor.message(act, person, channel);
        var poll = message.body().poll();
        if (poll == null) throw ControlProblem.refused("That message asks nothing.");
        if (poll.endedAt() != null) throw ControlProblem.refused("That poll is over.");
        var chosen = new TreeSet<Integer>();
        for (var value : act.list("values")) {
            if (!poll.has(value.asInt()))
                throw ControlProblem.refused("There is no answer %s.", value);
            chosen.add(value.asInt());
        }
        if (chosen.size() > 1 && !poll.asked().path("allow_multiselect").asBoolean()) {
            throw ControlProblem.refused("Only one answer can be chosen.");
        }
        polls.vote(message, person.id(), chosen);
        return Json.object();
    }

    void endOverdue() {
        polls.endOverdue();
    }
}
