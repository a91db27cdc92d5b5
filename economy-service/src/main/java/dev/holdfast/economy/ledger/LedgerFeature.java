package dev.holdfast.economy.ledger;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The ledger as a feature: no commands of its own, and the tables that every coin is in. */
@Singleton
final class LedgerFeature implements Feature {

    private static final String NAME = "ledger";
    private static final String GUILD = "guild_id";

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

    /** Accounts and their postings, as the person could see them in their history. */
    @Override
    public Map<String, List<String>> export(UserId user, UnitOfWork work) {
        return Map.of(
                "member_account", LedgerStore.exportAccount(work, user),
                "posting", LedgerStore.exportPostings(work, user));
    }

    @Override
    public boolean keeps(UserId user, Instant before, UnitOfWork work) {
        return LedgerStore.isKept(work, user, before);
    }

    @Override
    public int forget(UserId user, Instant before, UnitOfWork work) {
        return LedgerStore.forget(work, user, before);
    }
}
