package dev.holdfast.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.chat.AutoModeration;
import dev.holdfast.sandbox.chat.Chat;
import dev.holdfast.sandbox.chat.MentionReader;
import dev.holdfast.sandbox.chat.Signs;
import dev.holdfast.sandbox.form.Characters;
import dev.holdfast.sandbox.form.MessageForm.AllowedMentions;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Message;
import dev.holdfast.sandbox.world.MessageBody;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.User;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Edits and deletes messages, types, and opens direct messages; in a change of the world. */
@Singleton
class TalkActs {
    private static final int LONGEST_MESSAGE = 2_000;
    private static final int LONGEST_STATUS = 128;

    /** Discord's activity type for words of one's own. */
    private static final int CUSTOM = 4;

    private final World world;
    private final Chat chat;
    private final MentionReader mentions;
    private final Signs signs;
    private final AutoModeration autoModeration;
    private final Actor actor;

    TalkActs(
            World world,
            Chat chat,
            MentionReader mentions,
            Signs signs,
            AutoModeration autoModeration,
            Actor actor) {
        this.autoModeration = autoModeration;
        this.world = world;
        this.chat = chat;
        this.mentions = mentions;
        this.signs = signs;
        this.actor = actor;
    }

    /** People change what they wrote themselves and nothing else. */
    ObjectNode edit(Act act) {
        var person = actor.person(act);
        var channel = actor.channel(act, person, Permission.VIEW_CHANNEL);
        var message = actor.message(act, person, channel);
        if (!message.authorId().equals(person.id()))
            throw ControlProblem.refused("%s did not write that.", person.displayName());
        var content = act.needed("content").strip();
        var body = message.body();
        if ((content.isEmpty() && body.attachments().isEmpty())
                || Characters.count(content) > LONGEST_MESSAGE) {
            throw ControlProblem.refused(
                    "content must be 1 to %d characters long.", LONGEST_MESSAGE);
        }
        var refusal = autoModeration.meet(channel, person.id(), content);
        if (refusal.isPresent()) throw ControlProblem.refused("%s", refusal.get());
        var pinged =
                mentions.read(content, channel, person.id(), AllowedMentions.ALL, Optional.empty());
        var changed =
                new MessageBody(
                        content,
                        body.embeds(),
                        body.components(),
                        body.attachments(),
                        pinged,
                        body.flags());
        chat.edit(message, changed, true);
        return Json.object();
    }

    /** One's own messages, and with the permission to manage messages everybody's. */
    ObjectNode delete(Act act) {
        var person = actor.person(act);
        var channel = actor.channel(act, person, Permission.VIEW_CHANNEL);
        var message = actor.message(act, person, channel);
        if (!mayDelete(person, channel, message))
            throw ControlProblem.refused("%s may not delete that.", person.displayName());
        chat.delete(message);
        return Json.object();
    }

    private boolean mayDelete(User person, Channel channel, Message message) {
        if (message.authorId().equals(person.id())) return true;
        var permissions = world.permissions(person.id(), channel);
        return channel.guildId() != null && Permission.has(permissions, Permission.MANAGE_MESSAGES);
    }

    /** Told to the bot and to pages, and forgotten. */
    ObjectNode type(Act act) {
        var person = actor.person(act);
        var channel = actor.channel(act, person, Permission.SEND_MESSAGES);
        signs.typing(channel, person.id());
        return Json.object();
    }

    /**
     * How the person is stands in {@code content}: online, idle, dnd, invisible or offline; what
     * they say of themselves in {@code name}.
     */
    ObjectNode present(Act act) {
        var person = actor.person(act);
        var status = act.needed("content");
        if (!Signs.STATUSES.contains(status))
            throw ControlProblem.malformed(
                    "content must be online, idle, dnd, invisible or offline.");
        var activities = Json.array();
        act.text("name")
                .filter(words -> !words.isBlank())
                .ifPresent(words -> {
                    if (Characters.count(words) > LONGEST_STATUS)
                        throw ControlProblem.malformed(
                                "name has at most %d characters.", LONGEST_STATUS);
                    var said =
                            activities.addObject().put("id", "custom").put("name", "Custom Status");
                    said.put("type", CUSTOM).put("state", words.strip());
                    said.put("created_at", world.now().toEpochMilli());
                });
        signs.present(person.id(), status, activities);
        return Json.object();
    }

    /** The person enters the voice channel, or leaves the one they are in where none is named. */
    ObjectNode voice(Act act) {
        var person = actor.person(act);
        var wish = Json.object();
        act.id("channelId").ifPresent(channel -> wish.put("channel_id", channel.toString()));
        signs.voice(act.neededId("guildId"), person.id(), "voice-" + person.id(), wish);
        return Json.object();
    }

    /** The direct channel with {@code targetId}, who may be a bot. */
    ObjectNode open(Act act) {
        var person = actor.person(act);
        var id = act.neededId("targetId");
        var other =
                world.users
                        .find(id)
                        .orElseThrow(() -> ControlProblem.unknown("There is no user %s.", id));
        if (other.equals(person))
            throw ControlProblem.refused("%s cannot write to themselves.", person.displayName());
        return Json.object().put("channelId", chat.direct(person, other).id().toString());
    }
}
