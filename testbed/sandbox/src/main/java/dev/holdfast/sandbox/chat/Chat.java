package dev.holdfast.sandbox.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.wire.Intent;
import dev.holdfast.sandbox.wire.MessageShapes;
import dev.holdfast.sandbox.world.AuditEntry;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Event;
import dev.holdfast.sandbox.world.Event.Audience;
import dev.holdfast.sandbox.world.Member;
import dev.holdfast.sandbox.world.Mentions;
import dev.holdfast.sandbox.world.Message;
import dev.holdfast.sandbox.world.MessageBody;
import dev.holdfast.sandbox.world.OpenPoll;
import dev.holdfast.sandbox.world.Origin;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.User;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends, edits and deletes messages, and tells whoever may know; called inside a change of the
 * world.
 */
@Singleton
public class Chat {
    private final World world;
    private final MessageShapes shapes;
    private final GuildShapes guilds;
    private final Audit audit;

    Chat(World world, MessageShapes shapes, GuildShapes guilds, Audit audit) {
        this.world = world;
        this.shapes = shapes;
        this.guilds = guilds;
        this.audit = audit;
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
                        List.of(),
                        null,
                        null,
                        null);
        return send(message, channel);
    }

    /** Sends a message as it is; a thread that slept wakes up. */
    public Message send(Message message, Channel channel) {
        if (GuildShapes.archived(channel)) wake(channel);
        world.messages.put(message);
        awaitEnd(message);
        tell("MESSAGE_CREATE", message, channel, shapes.event(message, channel));
        return message;
    }

    private void awaitEnd(Message message) {
        var poll = message.body().poll();
        if (poll == null || poll.endedAt() != null) return;
        var ends = poll.expiry(message.id());
        world.openPolls.put(new OpenPoll(message.id(), message.channelId(), ends));
    }

    private void wake(Channel thread) {
        var settings = Optional.ofNullable(thread.settings()).orElseThrow().deepCopy();
        settings.withObjectProperty("thread_metadata").put("archived", false);
        var woken = world.channels.put(thread.with(settings));
        var data = guilds.channel(woken);
        world.publish(Event.inChannel("THREAD_UPDATE", data, woken, Intent.GUILDS));
    }

    /** What Discord itself says when somebody did something. */
    public void announce(
            Channel channel, Snowflake who, int kind, @Nullable Snowflake about, String text) {
        var _ = say(channel, who, kind, about, MessageBody.text(text, Mentions.NONE));
    }

    /** The same, with more than a text. */
    Message say(
            Channel channel, Snowflake who, int kind, @Nullable Snowflake about, MessageBody body) {
        return send(channel, who, kind, body, null, about, null);
    }

    /** Replaces what the message says; {@code marked} shows it as edited. */
    public Message edit(Message message, MessageBody body, boolean marked) {
        return update(message.edited(body, marked ? world.now() : message.editedAt()));
    }

    /** Puts the message in the place of the one with its id. */
    public Message update(Message changed) {
        world.messages.put(changed);
        awaitEnd(changed);
        var channel = channel(changed);
        tell("MESSAGE_UPDATE", changed, channel, shapes.event(changed, channel));
        return changed;
    }

    /** Deletes those that are there, and tells it once. */
    public void deleteMany(Channel channel, List<Snowflake> ids, By by) {
        var gone =
                ids.stream()
                        .distinct()
                        .flatMap(id -> world.messages.find(channel.id(), id).stream())
                        .filter(message -> !message.ephemeral())
                        .toList();
        if (gone.isEmpty()) return;
        gone.forEach(world.messages::remove);
        var guildId = Optional.ofNullable(channel.guildId()).orElseThrow();
        var data = Json.object().put("channel_id", channel.id().toString());
        data.put("guild_id", guildId.toString());
        data.set("ids", GuildShapes.ids(gone.stream().map(Message::id).toList()));
        world.publish(Event.inChannel("MESSAGE_DELETE_BULK", data, channel, Intent.GUILD_MESSAGES));
        var options = Json.object().put("count", Integer.toString(gone.size()));
        var action = AuditEntry.MESSAGE_BULK_DELETE;
        audit.note(guildId, action, channel.id(), Json.array(), options, by);
    }

    /** Deletes somebody else's message, which the audit log tells. */
    public void delete(Message message, By by) {
        delete(message);
        var channel = channel(message);
        if (channel.guildId() == null || message.authorId().equals(by.user())) return;
        var options = Json.object().put("channel_id", channel.id().toString()).put("count", "1");
        var author = message.authorId();
        var action = AuditEntry.MESSAGE_DELETE;
        audit.note(channel.guildId(), action, author, Json.array(), options, by);
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

    /** A bot calls itself otherwise, or shows another picture. */
    public void rename(User user, String username, @Nullable String avatar) {
        var shown = user.bot() ? username : user.displayName();
        var renamed = world.users.put(new User(user.id(), username, shown, user.bot(), avatar));
        var data = guilds.user(renamed);
        world.publish(Event.toBot("USER_UPDATE", data, null, 0, user.id()));
        for (var guild : world.guilds.all()) {
            world.member(guild.id(), user.id())
                    .ifPresent(member -> tell("GUILD_MEMBER_UPDATE", member));
        }
    }

    private void tell(String event, Member member) {
        var data = guilds.member(member).put("guild_id", member.guildId().toString());
        world.publish(Event.inGuild(event, data, member.guildId(), Intent.GUILD_MEMBERS));
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
                                people,
                                null));
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
        var guild = world.guilds.find(guildId).orElseThrow();
        var member = Member.joined(guildId, user, List.of(), world.now());
        tell("GUILD_MEMBER_ADD", world.members.put(member.pending(guild.screens())));
        var welcome = Optional.ofNullable(guild.systemChannelId()).flatMap(world.channels::find);
        if (welcome.isEmpty()) return;
        announce(welcome.get(), user, Message.JOIN, null, "");
    }

    /** A bot that leaves, or is sent away, loses the guild. */
    public void leave(Member member) {
        world.members.remove(member);
        if (world.users.find(member.userId()).orElseThrow().bot()) {
            var gone = Json.object().put("id", member.guildId().toString());
            world.publish(
                    Event.toBot(
                            "GUILD_DELETE",
                            gone,
                            member.guildId(),
                            Intent.GUILDS,
                            member.userId()));
        }
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
