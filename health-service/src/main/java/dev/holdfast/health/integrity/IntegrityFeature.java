package dev.holdfast.health.integrity;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import jakarta.inject.Singleton;
import java.util.List;

/** What is kept of checks, starts and sizes; nothing of it is a guild's or a person's row. */
@Singleton
final class IntegrityFeature implements Feature {

    static final String NAME = "integrity";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<DataTable> tables() {
        return List.of(
                new DataTable(NAME, "integrity_result", null, null, OnRestore.NEVER),
                new DataTable(NAME, "instance_start", null, null, OnRestore.NEVER),
                new DataTable(NAME, "size_sample", null, null, OnRestore.NEVER));
    }
}
