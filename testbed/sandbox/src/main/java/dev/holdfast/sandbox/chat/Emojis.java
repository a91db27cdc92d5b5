package dev.holdfast.sandbox.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.wire.Intent;
import dev.holdfast.sandbox.world.AuditEntry;
import dev.holdfast.sandbox.world.Emoji;
import dev.holdfast.sandbox.world.Event;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;

/**
 * Adds, changes and deletes the emojis of guilds, which is told, and of applications; called inside
 * a change of the world.
 */
@Singleton
public class Emojis {
    private final World world;
    private final GuildShapes shapes;
    private final Audit audit;

    Emojis(World world, GuildShapes shapes, Audit audit) {
        this.world = world;
        this.shapes = shapes;
        this.audit = audit;
    }

    public Emoji create(Emoji emoji, By by) {
        world.emojis.put(emoji);
        told(emoji, AuditEntry.EMOJI_CREATE, Json.object(), shapes.emoji(emoji), by);
        return emoji;
    }

    public Emoji change(Emoji before, Emoji after, By by) {
        if (before.equals(after)) return before;
        world.emojis.put(after);
        told(after, AuditEntry.EMOJI_UPDATE, shapes.emoji(before), shapes.emoji(after), by);
        return after;
    }

    public void delete(Emoji emoji, By by) {
        world.emojis.remove(emoji);
        told(emoji, AuditEntry.EMOJI_DELETE, shapes.emoji(emoji), Json.object(), by);
    }

    private void told(Emoji emoji, int action, ObjectNode before, ObjectNode after, By by) {
        var guildId = emoji.guildId();
        if (world.guilds.find(guildId).isEmpty()) return;
        var data = Json.object().put("guild_id", guildId.toString());
        data.set("emojis", GuildShapes.list(world.emojisOf(guildId), shapes::emoji));
        var intent = Intent.GUILD_EXPRESSIONS;
        world.publish(Event.inGuild("GUILD_EMOJIS_UPDATE", data, guildId, intent));
        audit.note(guildId, action, emoji.id(), Audit.changes(before, after), by);
    }
}
