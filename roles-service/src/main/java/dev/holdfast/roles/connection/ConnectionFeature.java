package dev.holdfast.roles.connection;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.database.ActorColumn;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import jakarta.inject.Singleton;
import java.util.List;

/** What is kept of role rules. A rule stays when those who made it are forgotten, without names. */
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

    /** Nothing is decided by whom these name: what may be given is checked when it is given. */
    @Override
    public List<ActorColumn> actors() {
        return List.of(
                new ActorColumn(RuleStore.TABLE, "created_by", "created_at"),
                new ActorColumn(RuleStore.TABLE, "changed_by", "changed_at"),
                // A pause by somebody else moves changed_at, and not who allowed the rule.
                new ActorColumn(RuleStore.TABLE, "allowed_by", "created_at"),
                new ActorColumn("rule_journal", "made_by", "at"));
    }

    private static DataTable personal(String name, String written) {
        return new DataTable(NAME, name, "guild_id", "user_id", OnRestore.NEVER, written);
    }
}
