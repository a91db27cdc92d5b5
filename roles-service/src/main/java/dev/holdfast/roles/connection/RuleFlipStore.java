package dev.holdfast.roles.connection;

import dev.holdfast.kit.database.UnitOfWork;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * When a rule's result for a member will change by time alone. Apart from the rules' rows: those
 * are locked before members' times are known.
 */
final class RuleFlipStore {

    static final String TABLE = "rule_flip";

    /** Locks the row even where it knows an earlier time: who is about to look waits. */
    private static final String EARLIER =
            """
            insert into rule_flip as known (guild_id, rule_id, generation, flips_at, looked_until)
            values (app_guild(), :rule, :generation, :at, work_now())
            on conflict (guild_id, rule_id) do update
            set generation = excluded.generation, flips_at = excluded.flips_at,
                looked_until = case when known.generation = excluded.generation
                    then known.looked_until else excluded.looked_until end
            where known.generation < excluded.generation
               or known.generation = excluded.generation
              and (known.flips_at is null or known.flips_at > excluded.flips_at)
            """;

    private static final String DUE =
            """
            select looked_until from rule_flip
            where guild_id = app_guild() and rule_id = :rule and generation = :generation and flips_at <= :at
            """;
    private static final String LOOKED =
            """
            update rule_flip set flips_at = null, looked_until = work_now()
            where guild_id = app_guild() and rule_id = :rule and generation = :generation
            """;
    private static final String FORGET =
            "delete from rule_flip where guild_id = app_guild() and rule_id = :rule";

    private RuleFlipStore() {}

    /** Whether this is earlier than what was known. */
    static boolean earlier(UnitOfWork work, Rule rule, Instant at) {
        var rows = of(rule, work.handle().createUpdate(EARLIER)).bind("at", at).execute();
        work.wrote(rows);
        return rows == 1;
    }

    /** Until when everybody was looked at; empty: nobody is due by then. */
    static Optional<Instant> due(UnitOfWork work, Rule rule, Instant at) {
        return of(rule, work.handle().createQuery(DUE))
                .bind("at", at)
                .mapTo(Instant.class)
                .findOne();
    }

    /** Everybody is looked at until now; nobody else adds a time until the work is over. */
    static void looked(UnitOfWork work, Rule rule) {
        work.wrote(of(rule, work.handle().createUpdate(LOOKED)).execute());
    }

    static void forget(UnitOfWork work, Rule rule) {
        work.wrote(work.handle().createUpdate(FORGET).bind("rule", rule.id()).execute());
    }

    private static <T extends SqlStatement<T>> T of(Rule rule, T statement) {
        return statement.bind("rule", rule.id()).bind("generation", rule.generation());
    }
}
