package dev.holdfast.backup.snapshot;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** Snapshots as a feature: their catalogue, and who asked for one. */
@Singleton
final class SnapshotFeature implements Feature {

    private static final String NAME = "snapshot";
    private static final String GUILD = "guild_id";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<DataTable> tables() {
        return List.of(
                new DataTable(NAME, NAME, GUILD, "user_id", OnRestore.NEVER, "started_at"),
                new DataTable(NAME, "snapshot_copy", GUILD, null, OnRestore.NEVER));
    }

    /** The snapshot stays, since others may need it; who asked for it is forgotten. */
    @Override
    public int forget(UserId user, Instant before, UnitOfWork work) {
        return SnapshotStore.forget(work, user, before);
    }
}
