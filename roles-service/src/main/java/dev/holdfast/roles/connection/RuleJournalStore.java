package dev.holdfast.roles.connection;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of each rule, append-only: what brings back one whose row is gone. */
final class RuleJournalStore {

    private static final String ADD =
            """
            insert into rule_journal (guild_id, at, rule_id, action, role_id, condition, mode, made_by, because, operation)
            select guild_id, work_now(), rule_id, :action, role_id, condition, mode, :by, :because, app_operation()
            from rule where guild_id = app_guild() and rule_id = :rule
            """;
    private static final String LAST =
            """
            select * from rule_journal where guild_id = app_guild() and rule_id = :rule
            order by entry_id desc limit 1
            """;

    /** The last entries of rules that were not given up and have no row. */
    private static final String MISSING =
            """
            select * from (
                select distinct on (rule_id) * from rule_journal where guild_id = app_guild()
                order by rule_id, entry_id desc) last
            where action <> 'expired'
              and not exists (select from rule where rule.guild_id = app_guild() and rule.rule_id = last.rule_id)
            order by rule_id limit :most
            """;

    private RuleJournalStore() {}

    /** What the rule is now. */
    static void add(UnitOfWork work, int rule, RuleEntry.Action action, @Nullable String because) {
        work.write(
                1,
                work.handle()
                        .createUpdate(ADD)
                        .bind("rule", rule)
                        .bind("action", RuleStore.word(action))
                        .bind("by", work.user().value())
                        .bind("because", because));
    }

    static Optional<RuleEntry> last(UnitOfWork work, int rule) {
        return work.handle()
                .createQuery(LAST)
                .bind("rule", rule)
                .map((row, _) -> read(row))
                .findOne();
    }

    static List<RuleEntry> missing(UnitOfWork work, int most) {
        return work.handle()
                .createQuery(MISSING)
                .bind("most", most)
                .map((row, _) -> read(row))
                .list();
    }

    private static RuleEntry read(ResultSet row) throws SQLException {
        return new RuleEntry(
                row.getInt("rule_id"),
                row.getTimestamp("at").toInstant(),
                RuleEntry.Action.valueOf(RuleStore.constant(row.getString("action"))),
                new RoleId(row.getLong("role_id")),
                row.getString("condition"),
                Rule.Mode.valueOf(RuleStore.constant(row.getString("mode"))),
                new UserId(row.getLong("made_by")));
    }
}
