package dev.holdfast.sandbox.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.wire.Intent;
import dev.holdfast.sandbox.world.AuditEntry;
import dev.holdfast.sandbox.world.Event;
import dev.holdfast.sandbox.world.ScheduledEvent;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;

/** What guilds plan, and who wants to come; called inside a change of the world. */
@Singleton
public class ScheduledEvents {
    private final World world;
    private final GuildShapes shapes;
    private final Audit audit;

    ScheduledEvents(World world, GuildShapes shapes, Audit audit) {
        this.world = world;
        this.shapes = shapes;
        this.audit = audit;
    }

    public ScheduledEvent create(ScheduledEvent event, By by) {
        world.scheduledEvents.put(event);
        tell("GUILD_SCHEDULED_EVENT_CREATE", event, shapes.scheduledEvent(event));
        note(event, AuditEntry.EVENT_CREATE, Json.object(), event.settings(), by);
        return event;
    }

    public ScheduledEvent change(ScheduledEvent before, ScheduledEvent after, By by) {
        if (before.equals(after)) return before;
        world.scheduledEvents.put(after);
        tell("GUILD_SCHEDULED_EVENT_UPDATE", after, shapes.scheduledEvent(after));
        note(after, AuditEntry.EVENT_UPDATE, before.settings(), after.settings(), by);
        return after;
    }

    public void delete(ScheduledEvent event, By by) {
        world.scheduledEvents.remove(event);
        tell("GUILD_SCHEDULED_EVENT_DELETE", event, shapes.scheduledEvent(event));
        note(event, AuditEntry.EVENT_DELETE, event.settings(), Json.object(), by);
    }

    /** Somebody wants to come, or no longer does. */
    public void interest(ScheduledEvent event, Snowflake user, boolean interests) {
        if (event.interested().contains(user) == interests) return;
        world.scheduledEvents.put(event.interesting(user, interests));
        var data = Json.object().put("guild_scheduled_event_id", event.id().toString());
        data.put("user_id", user.toString()).put("guild_id", event.guildId().toString());
        tell("GUILD_SCHEDULED_EVENT_USER_" + (interests ? "ADD" : "REMOVE"), event, data);
    }

    private void tell(String name, ScheduledEvent event, ObjectNode data) {
        world.publish(Event.inGuild(name, data, event.guildId(), Intent.SCHEDULED_EVENTS));
    }

    private void note(
            ScheduledEvent event, int action, ObjectNode before, ObjectNode after, By by) {
        audit.note(event.guildId(), action, event.id(), Audit.changes(before, after), by);
    }
}
