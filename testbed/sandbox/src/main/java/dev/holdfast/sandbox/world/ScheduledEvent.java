package dev.holdfast.sandbox.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that a guild is going to do.
 *
 * @param settings what was said about it, in Discord's shape, never altered in place
 * @param interested who wants to come
 */
public record ScheduledEvent(
        Snowflake id,
        Snowflake guildId,
        Snowflake creatorId,
        ObjectNode settings,
        List<Snowflake> interested)
        implements Entity {
    public static final int SCHEDULED = 1;
    public static final int ACTIVE = 2;
    public static final int COMPLETED = 3;
    public static final int CANCELED = 4;

    public ScheduledEvent {
        interested = List.copyOf(interested);
    }

    @Override
    public String key() {
        return id.toString();
    }

    public int status() {
        return settings.path("status").asInt();
    }

    public ScheduledEvent with(ObjectNode changed) {
        return new ScheduledEvent(id, guildId, creatorId, changed, interested);
    }

    public ScheduledEvent interesting(Snowflake user, boolean interests) {
        var people = new ArrayList<>(interested);
        people.remove(user);
        if (interests) people.add(user);
        return new ScheduledEvent(id, guildId, creatorId, settings, people);
    }
}
