package dev.holdfast.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.chat.AutoModeration;
import dev.holdfast.sandbox.chat.Chat;
import dev.holdfast.sandbox.chat.MentionReader;
import dev.holdfast.sandbox.chat.Reactions;
import dev.holdfast.sandbox.form.Characters;
import dev.holdfast.sandbox.form.MessageForm.AllowedMentions;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Guild;
import dev.holdfast.sandbox.world.Message;
import dev.holdfast.sandbox.world.MessageBody;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.User;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.Locale;

/** Writes messages, reacts, joins and leaves. */
@Singleton
class PeopleActs {
    private static final int LONGEST_MESSAGE = 2_000;

    private final World world;
    private final Chat chat;
    private final Reactions reactions;
    private final MentionReader mentions;
    private final FileActs files;
    private final AutoModeration autoModeration;
    private final Actor actor;

    PeopleActs(
            World world,
            Chat chat,
            Reactions reactions,
            MentionReader mentions,
            FileActs files,
            AutoModeration autoModeration,
            Actor actor) {
        this.autoModeration = autoModeration;
        this.world = world;
        this.chat = chat;
        this.reactions = reactions;
        this.mentions = mentions;
        this.files = files;
        this.actor = actor;
    }

    ObjectNode write(Act act) {
        var person = actor.person(act);
        var channel = actor.channel(act, person, Permission.SEND_MESSAGES);
        var sentFiles = files.named(act.list("attachments"));
        var content = act.text("content").orElse("").strip();
        if ((content.isEmpty() && sentFiles.isEmpty())
                || Characters.count(content) > LONGEST_MESSAGE) {
            throw ControlProblem.refused(
                    "content must be 1 to %d characters long.", LONGEST_MESSAGE);
        }
        refuseBroken(channel, person, content);
        var replied = act.id("messageId").map(_ -> actor.message(act, person, channel));
        var pinged =
                mentions.read(
                        content,
                        channel,
                        person.id(),
                        AllowedMentions.ALL,
                        replied.map(Message::authorId).filter(_ -> !act.flag("quietly")));
        var none = Json.array();
        var body = new MessageBody(content, none, none, sentFiles, pinged, 0);
        var sent =
                chat.send(
                        channel,
                        person.id(),
                        body,
                        null,
                        replied.map(Message::id).orElse(null),
                        null);
        return Json.object().put("messageId", sent.id().toString());
    }

    /** What the guild's own rules do not let pass. */
    private void refuseBroken(Channel channel, User person, String content) {
        var refusal = autoModeration.meet(channel, person.id(), content);
        if (refusal.isPresent()) throw ControlProblem.refused("%s", refusal.get());
    }

    /** The emoji stands in {@code content}. */
    ObjectNode react(Act act) {
        var person = actor.person(act);
        var channel = actor.channel(act, person, Permission.ADD_REACTIONS);
        var emoji = act.needed("content").strip();
        if (emoji.isEmpty() || emoji.length() > 32)
            throw ControlProblem.malformed("content must be one emoji.");
        reactions.add(actor.message(act, person, channel), person.id(), emoji);
        return Json.object();
    }

    private Guild guild(Act act) {
        var id = act.neededId("guildId");
        return world.guilds
                .find(id)
                .orElseThrow(() -> ControlProblem.unknown("There is no guild %s.", id));
    }

    /** Somebody known by {@code userId}, or a new person called {@code name}. */
    ObjectNode join(Act act) {
        var guild = guild(act);
        var person =
                act.id("userId").isPresent() ? actor.person(act) : stranger(act.needed("name"));
        if (world.member(guild.id(), person.id()).isPresent()) {
            throw ControlProblem.refused("%s is a member already.", person.displayName());
        }
        if (world.bans.find(guild.id() + "/" + person.id()).isPresent()) {
            throw ControlProblem.refused(
                    "%s is banned from %s.", person.displayName(), guild.name());
        }
        if (guild.invitesPaused(world.now())) {
            throw ControlProblem.refused("Invites to %s are paused.", guild.name());
        }
        chat.join(guild.id(), person.id());
        return Json.object().put("userId", person.id().toString());
    }

    private User stranger(String name) {
        if (name.isBlank() || Characters.count(name) > 32)
            throw ControlProblem.malformed("name must be 1 to 32 characters long.");
        var username = name.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_.]", "_");
        return world.users.put(new User(world.nextId(), username, name.strip(), false));
    }

    ObjectNode leave(Act act) {
        var guild = guild(act);
        var person = actor.person(act);
        if (guild.ownerId().equals(person.id()))
            throw ControlProblem.refused("An owner cannot leave the guild.");
        chat.leave(
                world.member(guild.id(), person.id())
                        .orElseThrow(() ->
                                ControlProblem.unknown("%s is no member.", person.displayName())));
        return Json.object();
    }
}
