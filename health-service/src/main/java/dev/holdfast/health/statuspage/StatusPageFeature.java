package dev.holdfast.health.statuspage;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import jakarta.inject.Singleton;
import java.util.List;

/** What the status page keeps; no guild's and no person's data. */
@Singleton
final class StatusPageFeature implements Feature {

    static final String NAME = "statuspage";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<DataTable> tables() {
        return List.of(
                new DataTable(NAME, "status_count", null, null, OnRestore.NEVER),
                new DataTable(NAME, "status_day", null, null, OnRestore.NEVER));
    }
}
