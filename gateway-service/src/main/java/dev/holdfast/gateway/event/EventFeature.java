package dev.holdfast.gateway.event;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What is kept of events: those that a service has yet to be told of, for as long as that takes,
 * and those that it refused.
 */
@Singleton
final class EventFeature implements Feature {

    private static final String GUILD = "guild_id";
    private static final String PARKED = "parked_event";
    private static final String REFUSED = "refused_event";

    @Override
    public String name() {
        return "event";
    }

    @Override
    public List<DataTable> tables() {
        return List.of(
                new DataTable(name(), PARKED, GUILD, null, OnRestore.NEVER),
                new DataTable(name(), "parked_lane", GUILD, null, OnRestore.NEVER),
                new DataTable(name(), REFUSED, GUILD, null, OnRestore.NEVER));
    }

    @Override
    public Map<String, List<String>> export(UserId user, UnitOfWork work) {
        return Map.of(
                PARKED, PersonalEventStore.export(PARKED, user, work),
                REFUSED, PersonalEventStore.export(REFUSED, user, work));
    }

    @Override
    public boolean keeps(UserId user, Instant before, UnitOfWork work) {
        return PersonalEventStore.areKept(user, before, work);
    }

    /** Nobody is told any more of what is about the person. */
    @Override
    public int forget(UserId user, Instant before, UnitOfWork work) {
        return PersonalEventStore.forget(user, before, work);
    }
}
