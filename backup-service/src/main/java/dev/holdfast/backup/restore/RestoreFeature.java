package dev.holdfast.backup.restore;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** Restores as a feature: what was looked at and done, and by whom. */
@Singleton
final class RestoreFeature implements Feature {

    static final String NAME = "restore";

    private final RestoreStore store;

    @Inject
    RestoreFeature(RestoreStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<DataTable> tables() {
        return List.of(
                new DataTable(NAME, NAME, "guild_id", "user_id", OnRestore.NEVER, "planned_at"));
    }

    /** What was restored is still known, and not by whom. */
    @Override
    public int forget(UserId user, Instant before, UnitOfWork work) {
        return store.forget(work, user, before);
    }
}
