package dev.holdfast.gateway.maintenance;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.util.List;

/** What is kept of maintenance: where, why and who set it. */
@Singleton
final class MaintenanceFeature implements Feature {

    @Override
    public String name() {
        return "maintenance";
    }

    @Override
    public List<DataTable> tables() {
        return List.of(
                new DataTable(name(), "maintenance", "guild_id", null, OnRestore.NEVER),
                new DataTable(name(), "maintenance_part", "guild_id", null, OnRestore.NEVER));
    }

    @Override
    public void forget(UserId user, UnitOfWork work) {
        MaintenanceStore.forget(work, user);
    }
}
