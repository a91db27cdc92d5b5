package dev.holdfast.roles.connection;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import jakarta.inject.Singleton;
import java.util.List;

/** What is kept of role rules. Who made a rule is the guild's to know, as in an audit log. */
@Singleton
final class ConnectionFeature implements Feature {

    static final String NAME = "connection";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<DataTable> tables() {
        return List.of(
                new DataTable(
                        NAME, RuleStore.TABLE, "guild_id", null, OnRestore.MERGE, "changed_at"),
                new DataTable(NAME, "rule_journal", "guild_id", null, OnRestore.NEVER),
                new DataTable(NAME, RuleFlipStore.TABLE, "guild_id", null, OnRestore.NEVER),
                personal("rule_draft", "made_at"),
                personal("rule_preview", "made_at"),
                personal(RuleFact.BALANCE.table(), "as_of"));
    }

    private static DataTable personal(String name, String written) {
        return new DataTable(NAME, name, "guild_id", "user_id", OnRestore.NEVER, written);
    }
}
