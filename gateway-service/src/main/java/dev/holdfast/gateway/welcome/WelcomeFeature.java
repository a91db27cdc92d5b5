package dev.holdfast.gateway.welcome;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.util.List;

/** What is kept of welcomes: for which arrival each guild had its last one. */
@Singleton
final class WelcomeFeature implements Feature {

    @Override
    public String name() {
        return "welcome";
    }

    @Override
    public List<DataTable> tables() {
        return List.of(new DataTable(name(), "welcome", "guild_id", null, OnRestore.NEVER));
    }

    @Override
    public void forget(UserId user, UnitOfWork work) {
        // Nothing here names a person.
    }
}
