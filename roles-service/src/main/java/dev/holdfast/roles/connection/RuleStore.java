package dev.holdfast.roles.connection;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The rules of a guild. */
final class RuleStore {

    static final String TABLE = "rule";

    /** Whoever saves a rule waits for whoever saves one of the same guild. */
    private static final String LOCK =
            "select pg_advisory_xact_lock(hashtextextended('rule:' || app_guild(), 0))::text";

    private static final String NEXT =
            """
            select greatest(
                coalesce((select max(rule_id) from rule where guild_id = app_guild()), 0),
                coalesce((select max(rule_id) from rule_journal where guild_id = app_guild()), 0)) + 1
            """;
    private static final String ALL =
            "select * from rule where guild_id = app_guild() and state <> 'deleted' order by rule_id";
    private static final String ACTIVE =
            "select * from rule where guild_id = app_guild() and state = 'active' order by rule_id";
    private static final String DELETED =
            """
            select * from rule where guild_id = app_guild() and state = 'deleted'
            order by deleted_at desc, rule_id limit :most
            """;
    private static final String FIND =
            "select * from rule where guild_id = app_guild() and rule_id = :rule";
    private static final String FIND_LOCKED = FIND + " for update";
    private static final String STILL =
            """
            select rule_id from rule join unnest(:rules, :generations) as seen (id, of)
                on rule.rule_id = seen.id and rule.generation = seen.of
            where guild_id = app_guild() and state = 'active'
            order by rule_id for share of rule
            """;

    /** Each generation has an entry in the journal: one that comes back has one above them all. */
    private static final String ADD =
            """
            insert into rule (guild_id, rule_id, role_id, condition, mode, state, allowed_by, generation,
                created_at, created_by, changed_at, changed_by)
            select app_guild(), :rule, :role, :condition, :mode, 'active', :by, count(*) + 1,
                work_now(), :by, work_now(), :by
            from rule_journal where guild_id = app_guild() and rule_id = :rule
            """;

    private static final String CHANGE =
            """
            update rule set condition = :condition, mode = :mode, state = 'active', paused_because = null,
                allowed_by = :by, generation = generation + 1, changed_at = work_now(), changed_by = :by,
                deleted_at = null, leaving = null
            where guild_id = app_guild() and rule_id = :rule and generation = :generation
            """;
    private static final String PAUSE =
            """
            update rule set state = 'paused', paused_because = :because, generation = generation + 1,
                changed_at = work_now(), changed_by = :by
            where guild_id = app_guild() and rule_id = :rule and generation = :generation
            """;
    private static final String DELETE =
            """
            update rule set state = 'deleted', paused_because = null, deleted_at = work_now(), leaving = :leaving,
                generation = generation + 1, changed_at = work_now(), changed_by = :by
            where guild_id = app_guild() and rule_id = :rule and generation = :generation
            """;
    private static final String EXPIRE =
            "delete from rule where guild_id = app_guild() and rule_id = :rule and generation = :generation";

    private RuleStore() {}

    /** Nobody else adds or changes a rule of the guild until the work is over. */
    static void lockAll(UnitOfWork work) {
        work.handle().createQuery(LOCK).mapTo(String.class).one();
    }

    /** The number of the next rule; nobody else gets it. */
    static int next(UnitOfWork work) {
        lockAll(work);
        return work.handle().createQuery(NEXT).mapTo(Integer.class).one();
    }

    /** Those that are not deleted. */
    static List<Rule> all(UnitOfWork work) {
        return list(work.handle().createQuery(ALL));
    }

    static List<Rule> active(UnitOfWork work) {
        return list(work.handle().createQuery(ACTIVE));
    }

    /** The last deleted first. */
    static List<Rule> deleted(UnitOfWork work, int most) {
        return list(work.handle().createQuery(DELETED).bind("most", most));
    }

    static Optional<Rule> find(UnitOfWork work, int rule) {
        return list(work.handle().createQuery(FIND).bind("rule", rule)).stream().findFirst();
    }

    /** It stays as it is until the work is over. */
    static Optional<Rule> lock(UnitOfWork work, int rule) {
        return list(work.handle().createQuery(FIND_LOCKED).bind("rule", rule)).stream().findFirst();
    }

    /** Those of them that are active and as they were, and stay so until the work is over. */
    static Set<Integer> still(UnitOfWork work, Collection<Rule> rules) {
        return Set.copyOf(
                work.handle()
                        .createQuery(STILL)
                        .bindArray("rules", Integer.class, rules.stream().map(Rule::id).toArray())
                        .bindArray(
                                "generations",
                                Long.class,
                                rules.stream().map(Rule::generation).toArray())
                        .mapTo(Integer.class)
                        .list());
    }

    static void add(UnitOfWork work, int rule, RoleId role, String condition, Rule.Mode mode) {
        work.write(
                1,
                work.handle()
                        .createUpdate(ADD)
                        .bind("rule", rule)
                        .bind("role", role.value())
                        .bind("condition", condition)
                        .bind("mode", word(mode))
                        .bind("by", work.user().value()));
    }

    /** It is active by these from now on, whatever it was. */
    static void change(UnitOfWork work, Rule rule, String condition, Rule.Mode mode) {
        work.write(
                1,
                of(rule, work.handle().createUpdate(CHANGE))
                        .bind("condition", condition)
                        .bind("mode", word(mode))
                        .bind("by", work.user().value()));
    }

    static void pause(UnitOfWork work, Rule rule, Rule.Pause because) {
        work.write(
                1,
                of(rule, work.handle().createUpdate(PAUSE))
                        .bind("because", word(because))
                        .bind("by", work.user().value()));
    }

    static void delete(UnitOfWork work, Rule rule, Rule.Leaving leaving) {
        work.write(
                1,
                of(rule, work.handle().createUpdate(DELETE))
                        .bind("leaving", word(leaving))
                        .bind("by", work.user().value()));
    }

    /** It can be restored no longer. */
    static void expire(UnitOfWork work, Rule rule) {
        work.write(1, of(rule, work.handle().createUpdate(EXPIRE)));
    }

    private static List<Rule> list(Query query) {
        return query.map((row, _) -> read(row)).list().stream().flatMap(Optional::stream).toList();
    }

    private static <T extends SqlStatement<T>> T of(Rule rule, T statement) {
        return statement.bind("rule", rule.id()).bind("generation", rule.generation());
    }

    /** Empty where somebody's hand made its condition unreadable: it changes nothing then. */
    private static Optional<Rule> read(ResultSet row) throws SQLException {
        var condition = StoredConditions.read(row.getString("condition"));
        if (condition.isEmpty()) {
            return Optional.empty();
        }
        var paused = row.getString("paused_because");
        var leaving = row.getString("leaving");
        return Optional.of(
                new Rule(
                        row.getInt("rule_id"),
                        new RoleId(row.getLong("role_id")),
                        condition.get(),
                        Rule.Mode.valueOf(constant(row.getString("mode"))),
                        Rule.State.valueOf(constant(row.getString("state"))),
                        paused == null ? null : Rule.Pause.valueOf(constant(paused)),
                        new UserId(row.getLong("allowed_by")),
                        row.getLong("generation"),
                        row.getTimestamp("changed_at").toInstant(),
                        instant(row, "deleted_at"),
                        leaving == null ? null : Rule.Leaving.valueOf(constant(leaving))));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var stamp = row.getTimestamp(column);
        return stamp == null ? null : stamp.toInstant();
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String constant(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
