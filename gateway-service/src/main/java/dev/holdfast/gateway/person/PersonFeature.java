package dev.holdfast.gateway.person;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Whom services have yet to forget. */
@Singleton
final class PersonFeature implements Feature {

    static final String NAME = "person";

    private static final String TABLE = "forget_order";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<DataTable> tables() {
        return List.of(new DataTable(NAME, TABLE, "guild_id", "user_id", OnRestore.NEVER, "as_of"));
    }

    /** None that is to be forgotten. */
    @Override
    public boolean keeps(UserId user, Instant before, UnitOfWork work) {
        return false;
    }

    /** An order goes once all services have done it: without it, the others never would. */
    @Override
    public int forget(UserId user, Instant before, UnitOfWork work) {
        return 0;
    }

    @Override
    public Set<String> outlivesGuild() {
        return Set.of(TABLE);
    }
}
