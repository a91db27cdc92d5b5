package dev.holdfast.sandbox.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.wire.Intent;
import dev.holdfast.sandbox.world.AuditEntry;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Event;
import dev.holdfast.sandbox.world.Member;
import dev.holdfast.sandbox.world.Message;
import dev.holdfast.sandbox.world.MessageBody;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.ThreadMember;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Starts, changes and ends threads, and who takes part; called inside a change of the world. */
@Singleton
public class Threads {
    private static final int DAY = 1_440;

    private final World world;
    private final GuildShapes shapes;
    private final Chat chat;
    private final Audit audit;

    Threads(World world, GuildShapes shapes, Chat chat, Audit audit) {
        this.world = world;
        this.shapes = shapes;
        this.chat = chat;
        this.audit = audit;
    }

    /** A thread under a message has the message's id; the fields are in Discord's shape. */
    public Channel start(
            Channel parent, int type, ObjectNode fields, Optional<Message> about, By by) {
        var settings = fields.deepCopy();
        settings.remove(List.of("name", "type", "auto_archive_duration", "invitable"));
        var metadata = settings.putObject("thread_metadata").put("archived", false);
        var usual = parent.setting("default_auto_archive_duration").asInt(DAY);
        metadata.put("auto_archive_duration", fields.path("auto_archive_duration").asInt(usual));
        var now = Json.moment(world.now());
        metadata.put("locked", false).put("archive_timestamp", now).put("create_timestamp", now);
        if (type == Channel.PRIVATE_THREAD) {
            metadata.put("invitable", fields.path("invitable").asBoolean(true));
        }
        var thread =
                world.channels.put(
                        new Channel(
                                about.map(Message::id).orElseGet(world::nextId),
                                type,
                                parent.guildId(),
                                fields.path("name").asText(),
                                null,
                                0,
                                parent.id(),
                                List.of(),
                                List.of(by.user()),
                                settings));
        var own = new ThreadMember(thread.id(), by.user(), world.now());
        world.threadMembers.put(own);
        var data = shapes.channel(thread).put("newly_created", true);
        data.set("member", shapes.threadMember(own));
        world.publish(Event.inChannel("THREAD_CREATE", data, thread, Intent.GUILDS));
        note(thread, AuditEntry.THREAD_CREATE, Json.object(), shapes.channel(thread), by);
        tellWhereItBegan(parent, thread, about, by);
        return thread;
    }

    private void tellWhereItBegan(Channel parent, Channel thread, Optional<Message> about, By by) {
        if (about.isPresent()) {
            var message = about.get();
            var flags = message.body().flags() | MessageBody.HAS_THREAD;
            chat.update(message.edited(message.body().withFlags(flags), message.editedAt()));
        } else if (thread.type() != Channel.PRIVATE_THREAD && parent.textual()) {
            chat.announce(parent, by.user(), Message.THREAD_CREATED, null, thread.name());
        }
    }

    /** Changes what the patch mentions; what concerns its state stands in its metadata. */
    public Channel change(Channel thread, ObjectNode patch, By by) {
        var settings = thread.settings() == null ? Json.object() : thread.settings().deepCopy();
        var metadata = settings.withObjectProperty("thread_metadata");
        for (var field : patch.properties()) {
            switch (field.getKey()) {
                case "name" -> {}
                case "archived", "locked", "invitable", "auto_archive_duration" ->
                        metadata.set(field.getKey(), field.getValue());
                default -> settings.set(field.getKey(), field.getValue());
            }
        }
        if (patch.has("archived")) metadata.put("archive_timestamp", Json.moment(world.now()));
        var name = patch.path("name").asText(thread.name());
        var changed = world.channels.put(thread.with(settings).renamed(name, null));
        var data = shapes.channel(changed);
        world.publish(Event.inChannel("THREAD_UPDATE", data, changed, Intent.GUILDS));
        note(changed, AuditEntry.THREAD_UPDATE, shapes.channel(thread), data, by);
        return changed;
    }

    public void delete(Channel thread, By by) {
        var before = shapes.channel(thread);
        var data = before.deepCopy().retain("id", "guild_id", "parent_id", "type");
        for (var member : world.membersOfThread(thread.id())) world.threadMembers.remove(member);
        world.channels.remove(thread);
        world.messages.removeAll(thread.id());
        world.publish(Event.inGuild("THREAD_DELETE", data, guildOf(thread), Intent.GUILDS));
        note(thread, AuditEntry.THREAD_DELETE, before, Json.object(), by);
    }

    public void join(Channel thread, Member member) {
        if (world.threadMember(thread.id(), member.userId()).isPresent()) return;
        var joined =
                world.threadMembers.put(
                        new ThreadMember(thread.id(), member.userId(), world.now()));
        var data = update(thread);
        var added = shapes.threadMember(joined);
        added.set("member", shapes.member(member));
        added.putNull("presence");
        data.putArray("added_members").add(added);
        if (thread.type() == Channel.PRIVATE_THREAD && isBot(member.userId())) {
            var whole = shapes.channel(thread);
            whole.set("member", shapes.threadMember(joined));
            var guild = guildOf(thread);
            var bot = member.userId();
            world.publish(Event.toBot("THREAD_CREATE", whole, guild, Intent.GUILDS, bot));
        }
        world.publish(Event.inChannel("THREAD_MEMBERS_UPDATE", data, thread, Intent.GUILDS));
    }

    public void leave(Channel thread, Snowflake user) {
        var member = world.threadMember(thread.id(), user);
        if (member.isEmpty()) return;
        world.threadMembers.remove(member.get());
        var data = update(thread);
        data.putArray("removed_member_ids").add(user.toString());
        world.publish(Event.inChannel("THREAD_MEMBERS_UPDATE", data, thread, Intent.GUILDS));
    }

    private boolean isBot(Snowflake user) {
        return world.applications.find(user).isPresent();
    }

    private ObjectNode update(Channel thread) {
        var data = Json.object().put("id", thread.id().toString());
        data.put("guild_id", guildOf(thread).toString());
        return data.put("member_count", world.membersOfThread(thread.id()).size());
    }

    private static Snowflake guildOf(Channel thread) {
        return Objects.requireNonNull(thread.guildId());
    }

    private void note(Channel thread, int action, ObjectNode before, ObjectNode after, By by) {
        var changes = Audit.changes(before, after);
        audit.note(guildOf(thread), action, thread.id(), changes, by);
    }
}
