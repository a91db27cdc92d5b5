package dev.holdfast.roles.connection;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Rules that are being made, and whom they would change. */
final class DraftStore {

    /** Those of yesterday, and all but the newest of whoever makes another one. */
    private static final String FORGET_OLD =
            """
            delete from rule_draft where guild_id = app_guild() and (made_at < work_now() - interval '1 day'
                or user_id = :user and draft_id not in (
                    select draft_id from rule_draft where guild_id = app_guild() and user_id = :user
                    order by draft_id desc limit :others))
            """;

    private static final String ADD =
            """
            insert into rule_draft (guild_id, user_id, rule_id, generation, role_id, mode, condition, joining,
                held, held_joining, picking, made_at)
            values (app_guild(), :user, :rule, :generation, :role, :mode, :condition, :joining,
                :held, :heldJoining, :picking, work_now())
            returning draft_id
            """;
    private static final String CHANGE =
            """
            update rule_draft set mode = :mode, condition = :condition, joining = :joining, held = :held,
                held_joining = :heldJoining, picking = :picking
            where guild_id = app_guild() and draft_id = :draft
            """;
    private static final String FIND =
            "select * from rule_draft where guild_id = app_guild() and draft_id = :draft and user_id = :user";
    private static final String LOCK = FIND + " for update";
    private static final String SHOWN =
            """
            update rule_draft set shown = :condition, shown_mode = :mode
            where guild_id = app_guild() and draft_id = :draft
            """;
    private static final String AS_SHOWN =
            """
            select shown is not distinct from :condition and shown_mode is not distinct from :mode
            from rule_draft where guild_id = app_guild() and draft_id = :draft
            """;
    private static final String DELETE =
            "delete from rule_draft where guild_id = app_guild() and draft_id = :draft";
    private static final String FORGET_PREVIEW =
            "delete from rule_preview where guild_id = app_guild() and draft_id = :draft";
    private static final String PREVIEW =
            """
            insert into rule_preview (guild_id, draft_id, user_id, outcome, made_at)
            select app_guild(), :draft, line.user_id, line.outcome, work_now()
            from unnest(:users, :outcomes) as line (user_id, outcome)
            """;
    private static final String LINES =
            """
            select user_id, outcome from rule_preview where guild_id = app_guild() and draft_id = :draft
            order by outcome, user_id
            """;

    /** Of one member in a guild; somebody who builds one rule after another does not need more. */
    private static final int MOST = 5;

    private DraftStore() {}

    /** Old drafts go. */
    static Draft add(UnitOfWork work, Draft draft) {
        work.wrote(
                work.handle()
                        .createUpdate(FORGET_OLD)
                        .bind("user", draft.user().value())
                        .bind("others", MOST - 1)
                        .execute());
        var id =
                bind(draft, work.handle().createQuery(ADD))
                        .bind("user", draft.user().value())
                        .bind("rule", draft.rule())
                        .bind("generation", draft.generation())
                        .bind("role", draft.role().value())
                        .mapTo(Long.class)
                        .one();
        work.wrote(1);
        return find(work, id, draft.user()).orElseThrow();
    }

    static void change(UnitOfWork work, Draft draft) {
        work.write(1, bind(draft, work.handle().createUpdate(CHANGE)).bind("draft", draft.id()));
    }

    /** Only whoever made it has it. */
    static Optional<Draft> find(UnitOfWork work, long draft, UserId user) {
        return find(work.handle().createQuery(FIND), draft, user);
    }

    /** The same; it stays as it is until the work is over. */
    static Optional<Draft> lock(UnitOfWork work, long draft, UserId user) {
        return find(work.handle().createQuery(LOCK), draft, user);
    }

    private static Optional<Draft> find(Query query, long draft, UserId user) {
        return query.bind("draft", draft)
                .bind("user", user.value())
                .map((row, _) -> read(row))
                .findOne();
    }

    static void delete(UnitOfWork work, Draft draft) {
        work.write(1, work.handle().createUpdate(DELETE).bind("draft", draft.id()));
    }

    /** What is shown to whoever makes it, with whom it would change: only that can be saved. */
    static void shown(
            UnitOfWork work,
            Draft draft,
            Condition condition,
            Rule.Mode mode,
            Collection<DryRun.Line> lines) {
        work.write(
                1,
                work.handle()
                        .createUpdate(SHOWN)
                        .bind("draft", draft.id())
                        .bind("condition", ConditionText.of(condition))
                        .bind("mode", RuleStore.word(mode)));
        work.wrote(work.handle().createUpdate(FORGET_PREVIEW).bind("draft", draft.id()).execute());
        var users = lines.stream().map(line -> line.user().value()).toArray();
        var outcomes = lines.stream().map(line -> RuleStore.word(line.outcome())).toArray();
        work.write(
                lines.size(),
                work.handle()
                        .createUpdate(PREVIEW)
                        .bind("draft", draft.id())
                        .bindArray("users", Long.class, users)
                        .bindArray("outcomes", String.class, outcomes));
    }

    /** Whether it is what was shown last. */
    static boolean isAsShown(UnitOfWork work, Draft draft) {
        return work.handle()
                .createQuery(AS_SHOWN)
                .bind("draft", draft.id())
                .bind("condition", text(draft.whole().orElse(null)))
                .bind("mode", RuleStore.word(draft.mode()))
                .mapTo(Boolean.class)
                .one();
    }

    static List<DryRun.Line> lines(UnitOfWork work, long draft) {
        return work.handle()
                .createQuery(LINES)
                .bind("draft", draft)
                .map((row, _) ->
                        new DryRun.Line(
                                new UserId(row.getLong("user_id")),
                                DryRun.Outcome.valueOf(
                                        RuleStore.constant(row.getString("outcome")))))
                .list();
    }

    private static <T extends SqlStatement<T>> T bind(Draft draft, T statement) {
        var heldJoining = draft.heldJoining();
        var picking = draft.picking();
        return statement
                .bind("mode", RuleStore.word(draft.mode()))
                .bind("condition", text(draft.condition()))
                .bind("joining", RuleStore.word(draft.joining()))
                .bind("held", text(draft.held()))
                .bind("heldJoining", heldJoining == null ? null : RuleStore.word(heldJoining))
                .bind("picking", picking == null ? null : RuleStore.word(picking));
    }

    private static @Nullable String text(@Nullable Condition condition) {
        return condition == null ? null : ConditionText.of(condition);
    }

    private static Draft read(ResultSet row) throws SQLException {
        var heldJoining = row.getString("held_joining");
        var picking = row.getString("picking");
        return new Draft(
                row.getLong("draft_id"),
                new UserId(row.getLong("user_id")),
                row.getObject("rule_id", Integer.class),
                row.getObject("generation", Long.class),
                new RoleId(row.getLong("role_id")),
                Rule.Mode.valueOf(RuleStore.constant(row.getString("mode"))),
                condition(row.getString("condition")),
                Draft.Joining.valueOf(RuleStore.constant(row.getString("joining"))),
                condition(row.getString("held")),
                heldJoining == null ? null : Draft.Joining.valueOf(RuleStore.constant(heldJoining)),
                picking == null ? null : Draft.Picking.valueOf(RuleStore.constant(picking)));
    }

    private static @Nullable Condition condition(@Nullable String text) {
        return text != null
                        && ConditionParser.parse(text, Vocabulary.stored())
                                instanceof Parsed.Understood(var condition)
                ? condition
                : null;
    }
}
