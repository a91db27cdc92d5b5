package dev.holdfast.gateway.event;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * What is kept of events: those that a service has yet to be told of, for as long as that takes,
 * and those that it refused.
 */
@Singleton
final class EventFeature implements Feature {

    private static final String GUILD = "guild_id";

    @Override
    public String name() {
        return "event";
    }

    @Override
    public List<DataTable> tables() {
        return List.of(
                new DataTable(name(), "parked_event", GUILD, null, OnRestore.NEVER),
                new DataTable(name(), "parked_lane", GUILD, null, OnRestore.NEVER),
                new DataTable(name(), "refused_event", GUILD, null, OnRestore.NEVER));
    }

    @Override
    public void forget(UserId user, UnitOfWork work) {
        // What is parked is on its way to services, who forget in their turn; of what they refused,
        // the newest are kept, and none of what anybody wrote.
    }
}
