package dev.holdfast.gateway.maintenance;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What is kept of maintenance: where, why and who set it. */
@Singleton
final class MaintenanceFeature implements Feature {

    @Override
    public String name() {
        return "maintenance";
    }

    @Override
    public List<DataTable> tables() {
        return List.of(table("maintenance"), table("maintenance_part"));
    }

    private DataTable table(String name) {
        return new DataTable(name(), name, "guild_id", "set_by", OnRestore.NEVER, "since");
    }

    /** Who set it is text: a person's id, or a name that an operator gave. */
    @Override
    public Map<String, List<String>> export(UserId user, UnitOfWork work) {
        return Map.of(
                "maintenance", MaintenanceStore.export(work, user),
                "maintenance_part", MaintenanceStore.exportParts(work, user));
    }

    @Override
    public boolean keeps(UserId user, Instant before, UnitOfWork work) {
        return MaintenanceStore.areKept(work, user, before);
    }

    /** The bot rests on. */
    @Override
    public int forget(UserId user, Instant before, UnitOfWork work) {
        return MaintenanceStore.forget(work, user, before);
    }
}
