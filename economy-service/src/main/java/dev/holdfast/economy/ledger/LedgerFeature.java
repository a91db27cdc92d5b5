package dev.holdfast.economy.ledger;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** The ledger as a feature: no commands of its own, and the tables that every coin is in. */
@Singleton
final class LedgerFeature implements Feature {

    private static final String NAME = "ledger";
    private static final String GUILD = "guild_id";

    private final LedgerStore store;

    @Inject
    LedgerFeature(LedgerStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<DataTable> tables() {
        return List.of(
                new DataTable(NAME, "account", GUILD, null, OnRestore.COMPENSATE),
                new DataTable(NAME, "member_account", GUILD, "user_id", OnRestore.COMPENSATE),
                new DataTable(NAME, "transfer", GUILD, null, OnRestore.NEVER));
    }

    @Override
    public void forget(UserId user, UnitOfWork work) {
        store.forget(work, user);
    }
}
