package dev.holdfast.backup.gate;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import jakarta.inject.Singleton;
import java.util.List;

/** The gate as a feature: the rows of services that wait. */
@Singleton
final class GateFeature implements Feature {

    private static final String NAME = "gate";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<DataTable> tables() {
        return List.of(new DataTable(NAME, "migration_gate", null, null, OnRestore.NEVER));
    }
}
