package dev.holdfast.gateway.membership;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.util.List;

/** What is kept of membership: guilds and instants, and nothing of any person. */
@Singleton
final class MembershipFeature implements Feature {

    @Override
    public String name() {
        return "membership";
    }

    @Override
    public List<DataTable> tables() {
        return List.of(new DataTable(name(), "membership", "guild_id", null, OnRestore.NEVER));
    }

    @Override
    public void forget(UserId user, UnitOfWork work) {
        // No table here names a person.
    }
}
