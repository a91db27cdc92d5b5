package dev.holdfast.roles.job;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import jakarta.inject.Singleton;
import java.util.List;

/** What is kept of work on all members. */
@Singleton
final class JobFeature implements Feature {

    static final String NAME = "job";
    static final String TABLE = "role_job";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<DataTable> tables() {
        return List.of(
                new DataTable(NAME, TABLE, "guild_id", "user_id", OnRestore.NEVER, "started_at"));
    }
}
