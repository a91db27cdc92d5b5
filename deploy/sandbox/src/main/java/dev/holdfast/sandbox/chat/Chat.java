package dev.holdfast.sandbox.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.wire.Intent;
import dev.holdfast.sandbox.wire.MessageShapes;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Event;
import dev.holdfast.sandbox.world.Event.Audience;
import dev.holdfast.sandbox.world.Member;
import dev.holdfast.sandbox.world.Message;
import dev.holdfast.sandbox.world.MessageBody;
import dev.holdfast.sandbox.world.Origin;
import dev.holdfast.sandbox.world.Reaction;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.User;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends, edits and deletes messages, and tells whoever may know; called inside a change of the
 * world.
 */
@Singleton
public class Chat {
    private static final int REACTIONS = 20;

    private final World world;
    private final MessageShapes shapes;
    private final GuildShapes guilds;

    Chat(World world, MessageShapes shapes, GuildShapes guilds) {
        this.world = world;
        this.shapes = shapes;
        this.guilds = guilds;
    }

    public Message send(
            Channel channel,
            Snowflake author,
            MessageBody body,
            @Nullable Origin origin,
            @Nullable Snowflake repliesTo,
            @Nullable String nonce) {
        return send(channel, author, kind(origin, repliesTo), body, origin, repliesTo, nonce);
    }

    private static int kind(@Nullable Origin origin, @Nullable Snowflake repliesTo) {
        if (repliesTo != null) return Message.REPLY;
        return origin != null && origin.type() == dev.holdfast.sandbox.world.Interaction.COMMAND
                ? Message.COMMAND
                : Message.DEFAULT;
    }

    private Message send(
            Channel channel,
            Snowflake author,
            int kind,
            MessageBody body,
            @Nullable Origin origin,
            @Nullable Snowflake repliesTo,
            @Nullable String nonce) {
        var message =
                new Message(
                        world.nextId(),
                        channel.id(),
                        author,
                        kind,
                        body,
                        null,
                        origin,
                        repliesTo,
                        nonce,
                        List.of());
        world.messages.put(message);
        tell("MESSAGE_CREATE", message, channel, shapes.event(message, channel));
        return message;
    }

    /** Replaces what the message says; {@code marked} shows it as edited. */
    public Message edit(Message message, MessageBody body, boolean marked) {
        var edited = message.edited(body, marked ? world.now() : message.editedAt());
        world.messages.put(edited);
        var channel = channel(message);
        tell("MESSAGE_UPDATE", edited, channel, shapes.event(edited, channel));
        return edited;
    }

    public void delete(Message message) {
        world.messages.remove(message);
        tell("MESSAGE_DELETE", message, channel(message), pointer(message, "id"));
    }

    private ObjectNode pointer(Message message, String idField) {
        var pointer =
                Json.object()
                        .put(idField, message.id().toString())
                        .put("channel_id", message.channelId().toString());
        var guildId = channel(message).guildId();
        if (guildId != null) pointer.put("guild_id", guildId.toString());
        return pointer;
    }

    private Channel channel(Message message) {
        return world.channels.find(message.channelId()).orElseThrow();
    }

    private void tell(String event, Message message, Channel channel, ObjectNode data) {
        var intent = channel.guildId() == null ? Intent.DIRECT_MESSAGES : Intent.GUILD_MESSAGES;
        var origin = message.origin();
        var onlyFor = message.ephemeral() && origin != null ? origin.userId() : null;
        var audience = message.ephemeral() ? Audience.PAGES : Audience.EVERYONE;
        world.publish(
                new Event(event, data, channel.guildId(), channel.id(), intent, audience, onlyFor));
    }

    /** Adds the person's reaction; a second one of the same emoji changes nothing. */
    public void react(Message message, Snowflake user, String emoji) {
        var changed = new ArrayList<Reaction>(message.reactions());
        var found = changed.stream().filter(reaction -> reaction.emoji().equals(emoji)).findFirst();
        if (found.isPresent() && found.get().users().contains(user)) return;
        if (found.isPresent()) {
            var users = new ArrayList<Snowflake>(found.get().users());
            users.add(user);
            changed.set(changed.indexOf(found.get()), new Reaction(emoji, users));
        } else if (changed.size() < REACTIONS) {
            changed.add(new Reaction(emoji, List.of(user)));
        } else {
            return;
        }
        world.messages.put(message.withReactions(changed));
        var data = reaction(message, user, emoji);
        data.put("message_author_id", message.authorId().toString());
        var guildId = channel(message).guildId();
        if (guildId != null) {
            world.member(guildId, user)
                    .ifPresent(member -> data.set("member", guilds.member(member)));
        }
        tellReaction("MESSAGE_REACTION_ADD", message, data);
    }

    /** Takes the person's reaction back; one that is not there changes nothing. */
    public void unreact(Message message, Snowflake user, String emoji) {
        var found =
                message.reactions().stream()
                        .filter(each -> each.emoji().equals(emoji) && each.users().contains(user))
                        .findFirst();
        if (found.isEmpty()) return;
        var users = new ArrayList<Snowflake>(found.get().users());
        users.remove(user);
        var changed = new ArrayList<Reaction>(message.reactions());
        if (users.isEmpty()) changed.remove(found.get());
        else changed.set(changed.indexOf(found.get()), new Reaction(emoji, users));
        world.messages.put(message.withReactions(changed));
        tellReaction("MESSAGE_REACTION_REMOVE", message, reaction(message, user, emoji));
    }

    private ObjectNode reaction(Message message, Snowflake user, String emoji) {
        var data = pointer(message, "message_id").put("user_id", user.toString());
        data.put("burst", false).put("type", 0);
        data.putObject("emoji").putNull("id").put("name", emoji);
        return data;
    }

    private void tellReaction(String event, Message message, ObjectNode data) {
        var channel = channel(message);
        var intent =
                channel.guildId() == null
                        ? Intent.DIRECT_MESSAGE_REACTIONS
                        : Intent.GUILD_MESSAGE_REACTIONS;
        world.publish(
                new Event(
                        event,
                        data,
                        channel.guildId(),
                        channel.id(),
                        intent,
                        Audience.EVERYONE,
                        null));
    }

    /** The direct channel of the two, opened if need be. */
    public Channel direct(User one, User other) {
        return world.directChannel(one.id(), other.id()).orElseGet(() -> openDirect(one, other));
    }

    private Channel openDirect(User one, User other) {
        var people = List.of(one.id(), other.id());
        var channel =
                world.channels.put(
                        new Channel(
                                world.nextId(),
                                Channel.DIRECT,
                                null,
                                "",
                                null,
                                0,
                                null,
                                List.of(),
                                people));
        world.publish(
                new Event(
                        "CHANNEL_CREATE",
                        guilds.channel(channel),
                        null,
                        channel.id(),
                        0,
                        Audience.PAGES,
                        null));
        return channel;
    }

    public void join(Snowflake guildId, Snowflake user) {
        var member =
                world.members.put(new Member(guildId, user, null, List.of(), world.now(), null));
        var data = guilds.member(member).put("guild_id", guildId.toString());
        world.publish(
                new Event(
                        "GUILD_MEMBER_ADD",
                        data,
                        guildId,
                        null,
                        Intent.GUILD_MEMBERS,
                        Audience.EVERYONE,
                        null));
        var guild = world.guilds.find(guildId).orElseThrow();
        var welcome = world.channels.find(guild.systemChannelId()).orElseThrow();
        send(
                welcome,
                user,
                Message.JOIN,
                MessageBody.text("", dev.holdfast.sandbox.world.Mentions.NONE),
                null,
                null,
                null);
    }

    public void leave(Member member) {
        world.members.remove(member);
        var data = Json.object().put("guild_id", member.guildId().toString());
        data.set("user", guilds.user(member.userId()));
        world.publish(
                new Event(
                        "GUILD_MEMBER_REMOVE",
                        data,
                        member.guildId(),
                        null,
                        Intent.GUILD_MEMBERS,
                        Audience.EVERYONE,
                        null));
    }
}
