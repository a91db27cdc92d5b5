package dev.holdfast.sandbox.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.form.Patch;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.wire.Intent;
import dev.holdfast.sandbox.world.AuditEntry;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Event;
import dev.holdfast.sandbox.world.Overwrite;
import dev.holdfast.sandbox.world.Role;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Creates, changes and deletes the channels of guilds; called inside a change of the world. */
@Singleton
public class Channels {
    private static final List<String> OWN =
            List.of("name", "topic", "type", "position", "parent_id");

    private final World world;
    private final GuildShapes shapes;
    private final Audit audit;

    Channels(World world, GuildShapes shapes, Audit audit) {
        this.world = world;
        this.shapes = shapes;
        this.audit = audit;
    }

    /** A new channel; the fields are in Discord's shape. */
    public Channel create(Snowflake guildId, ObjectNode fields, List<Overwrite> overwrites, By by) {
        var type = fields.path("type").asInt(Channel.TEXT);
        var blank =
                new Channel(
                        world.nextId(),
                        type,
                        guildId,
                        "",
                        null,
                        last(guildId, type) + 1,
                        null,
                        overwrites,
                        List.of(),
                        null);
        var channel = world.channels.put(patched(blank, fields));
        tell("CHANNEL_CREATE", channel);
        note(channel, AuditEntry.CHANNEL_CREATE, Json.object(), shapes.channel(channel), by);
        return channel;
    }

    private int last(Snowflake guildId, int type) {
        return world.channelsOf(guildId).stream()
                .filter(channel -> channel.type() == type)
                .mapToInt(Channel::position)
                .max()
                .orElse(-1);
    }

    private static Channel patched(Channel channel, ObjectNode patch) {
        var name = patch.path("name").asText(channel.name());
        var topic = patch.has("topic") ? text(patch, "topic") : channel.topic();
        var position = patch.path("position").asInt(channel.position());
        var parent =
                patch.has("parent_id")
                        ? Snowflake.parse(patch.path("parent_id").asText()).orElse(null)
                        : channel.parentId();
        var settings =
                Patch.onto(
                        channel.settings() == null ? Json.object() : channel.settings(),
                        patch.deepCopy().without(OWN));
        return new Channel(
                channel.id(),
                patch.path("type").asInt(channel.type()),
                channel.guildId(),
                name,
                topic,
                position,
                parent,
                channel.overwrites(),
                channel.recipients(),
                settings.isEmpty() ? null : settings);
    }

    private static @org.jspecify.annotations.Nullable String text(ObjectNode patch, String name) {
        var text = patch.path(name).asText("");
        return patch.path(name).isNull() || text.isEmpty() ? null : text;
    }

    /** Changes what the patch, in Discord's shape, mentions, and the overwrites. */
    public Channel change(
            Channel channel, ObjectNode patch, Optional<List<Overwrite>> overwrites, By by) {
        var patched = patched(channel, patch);
        var after = overwrites.map(patched::with).orElse(patched);
        if (after.equals(channel)) return channel;
        return changed(channel, after, AuditEntry.CHANNEL_UPDATE, by);
    }

    private Channel changed(Channel before, Channel after, int action, By by) {
        var was = shapes.channel(before);
        world.channels.put(after);
        tell("CHANNEL_UPDATE", after);
        note(after, action, was, shapes.channel(after), by);
        return after;
    }

    /** Lets a role or a member do more or less here. */
    public void permit(Channel channel, Overwrite overwrite, By by) {
        var before = channel.overwrite(overwrite.id());
        if (before.equals(Optional.of(overwrite))) return;
        var after = world.channels.put(channel.with(overwrite));
        tell("CHANNEL_UPDATE", after);
        var action = before.isEmpty() ? AuditEntry.OVERWRITE_CREATE : AuditEntry.OVERWRITE_UPDATE;
        var was = before.map(GuildShapes::overwrite).orElseGet(Json::object);
        note(channel, overwrite, action, was, GuildShapes.overwrite(overwrite), by);
    }

    public void forgetPermission(Channel channel, Overwrite overwrite, By by) {
        var after = world.channels.put(channel.without(overwrite.id()));
        tell("CHANNEL_UPDATE", after);
        var was = GuildShapes.overwrite(overwrite);
        note(channel, overwrite, AuditEntry.OVERWRITE_DELETE, was, Json.object(), by);
    }

    private void note(
            Channel channel,
            Overwrite overwrite,
            int action,
            ObjectNode before,
            ObjectNode after,
            By by) {
        var options = Json.object().put("id", overwrite.id().toString());
        options.put("type", overwrite.member() ? "1" : "0");
        world.roles
                .find(overwrite.id())
                .map(Role::name)
                .ifPresent(name -> options.put("role_name", name));
        var changes = Audit.changes(before, after);
        audit.note(guildOf(channel), action, channel.id(), changes, options, by);
    }

    /** The channels of a category stay, without one. */
    public void delete(Channel channel, By by) {
        var guildId = guildOf(channel);
        var was = shapes.channel(channel);
        world.channels.remove(channel);
        world.messages.removeAll(channel.id());
        for (var thread : world.threadsOf(guildId)) {
            if (channel.id().equals(thread.parentId())) {
                world.channels.remove(thread);
                world.messages.removeAll(thread.id());
            }
        }
        for (var other : world.channelsOf(guildId)) {
            if (!channel.id().equals(other.parentId())) continue;
            tell("CHANNEL_UPDATE", world.channels.put(other.placed(other.position(), null)));
        }
        world.publish(Event.inGuild("CHANNEL_DELETE", was, guildId, Intent.GUILDS));
        note(channel, AuditEntry.CHANNEL_DELETE, was, Json.object(), by);
    }

    private void note(Channel channel, int action, ObjectNode before, ObjectNode after, By by) {
        var changes = Audit.changes(before, after);
        if (!changes.isEmpty()) audit.note(guildOf(channel), action, channel.id(), changes, by);
    }

    private static Snowflake guildOf(Channel channel) {
        return Optional.ofNullable(channel.guildId()).orElseThrow();
    }

    /** Bots are told of every channel of their guilds, as Discord does. */
    private void tell(String event, Channel channel) {
        var data = shapes.channel(channel);
        world.publish(Event.inGuild(event, data, guildOf(channel), Intent.GUILDS));
    }
}
