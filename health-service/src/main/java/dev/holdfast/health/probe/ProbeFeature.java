package dev.holdfast.health.probe;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import jakarta.inject.Singleton;
import java.util.List;

/** What probes keep: nothing of a guild or a person. */
@Singleton
final class ProbeFeature implements Feature {

    static final String NAME = "probe";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<DataTable> tables() {
        return List.of(new DataTable(NAME, "probe_write", null, null, OnRestore.NEVER));
    }
}
