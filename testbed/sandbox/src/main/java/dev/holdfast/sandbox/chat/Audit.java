package dev.holdfast.sandbox.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.wire.Intent;
import dev.holdfast.sandbox.world.AuditEntry;
import dev.holdfast.sandbox.world.Event;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the guilds' audit logs, and tells it; called inside a change of the world. */
@Singleton
public class Audit {
    private static final Set<String> UNTOLD =
            Set.of("guild_id", "last_message_id", "tags", "token", "url", "user", "version");

    private final World world;
    private final GuildShapes shapes;

    Audit(World world, GuildShapes shapes) {
        this.world = world;
        this.shapes = shapes;
    }

    public void note(
            Snowflake guildId, int action, @Nullable Snowflake target, ArrayNode changes, By by) {
        note(guildId, action, target, changes, null, by);
    }

    public void note(
            Snowflake guildId,
            int action,
            @Nullable Snowflake target,
            ArrayNode changes,
            @Nullable ObjectNode options,
            By by) {
        var id = world.nextId();
        var entry =
                world.audit.put(
                        new AuditEntry(
                                id,
                                guildId,
                                by.user(),
                                target,
                                action,
                                by.reason(),
                                changes,
                                options));
        var data = shapes.auditEntry(entry).put("guild_id", guildId.toString());
        world.publish(
                Event.inGuild(
                        "GUILD_AUDIT_LOG_ENTRY_CREATE", data, guildId, Intent.GUILD_MODERATION));
    }

    /** What differs between two shapes; an empty one stands for nothing being there. */
    public static ArrayNode changes(ObjectNode before, ObjectNode after) {
        var keys = new LinkedHashSet<String>();
        before.fieldNames().forEachRemaining(keys::add);
        after.fieldNames().forEachRemaining(keys::add);
        var changes = Json.array();
        for (var key : keys) {
            var was = before.path(key);
            var is = after.path(key);
            if (UNTOLD.contains(key) || was.equals(is)) continue;
            var change = changes.addObject().put("key", key);
            if (!was.isMissingNode() && !was.isNull()) change.set("old_value", was);
            if (!is.isMissingNode() && !is.isNull()) change.set("new_value", is);
            if (change.size() == 1) changes.remove(changes.size() - 1);
        }
        return changes;
    }
}
