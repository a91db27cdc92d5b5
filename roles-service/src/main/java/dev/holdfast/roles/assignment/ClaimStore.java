package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.roles.assignment.RoleClaim.Kind;
import dev.holdfast.roles.assignment.RoleClaim.OnUndo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** What each source wants of members' roles. Written under the lock of the assignment's row. */
final class ClaimStore {

    private static final String PUT =
            """
            insert into claim (guild_id, user_id, role_id, source, kind, since, until, generation, on_undo, reason, written_at)
            values (app_guild(), :user, :role, :source, :kind, :since, :until, :generation, :onUndo, :reason, work_now())
            on conflict (guild_id, user_id, role_id, source) do update
            set kind = excluded.kind, since = excluded.since, until = excluded.until, generation = excluded.generation,
                on_undo = excluded.on_undo, reason = excluded.reason, written_at = work_now(),
                withdrawn_at = null, withdrawn_because = null
            """;
    private static final String WITHDRAW =
            """
            update claim set withdrawn_at = work_now(), withdrawn_because = :because, written_at = work_now()
            where guild_id = app_guild() and user_id = :user and role_id = :role and source = :source
              and withdrawn_at is null
            """;

    /**
     * Row by row by the primary key ("offset 0"): while a job makes thousands of rows, a planner
     * that knows of few would compare each with each.
     */
    private static final String OF_ROLES =
            """
            select c.*, coalesce(c.source = any (case c.kind when 'claim' then a.claims else a.vetoes end), false) as listed
            from unnest(:users, :roles) as wanted (user_id, role_id)
            cross join lateral (
                select * from claim
                where guild_id = app_guild() and user_id = wanted.user_id and role_id = wanted.role_id offset 0) c
            left join lateral (
                select claims, vetoes from assignment
                where guild_id = app_guild() and user_id = wanted.user_id and role_id = wanted.role_id offset 0) a on true
            """;

    /** A veto explains best why a role is taken, else the last withdrawal. */
    private static final String REASONS =
            """
            select wanted.user_id, wanted.role_id, (
                select coalesce(c.withdrawn_because, c.reason) from claim c
                where c.guild_id = app_guild() and c.user_id = wanted.user_id and c.role_id = wanted.role_id
                  and case when wanted.have then c.kind = 'claim' and c.withdrawn_at is null
                      else c.kind = 'veto' or c.withdrawn_at is not null end
                order by c.withdrawn_at is not null, coalesce(c.withdrawn_at, c.since) desc limit 1) as reason
            from unnest(:users, :roles, :have) as wanted (user_id, role_id, have)
            """;

    private static final String STANDING =
            """
            select user_id, role_id, source, kind, since, until, reason from claim
            where guild_id = app_guild() and user_id = :user and role_id = :role and withdrawn_at is null
            order by since, source
            """;
    private static final String OF_USER =
            """
            select user_id, role_id, source, kind, since, until, reason from claim
            where guild_id = app_guild() and user_id = :user and withdrawn_at is null
            order by role_id, since, source
            """;
    private static final String ENDED =
            """
            select withdrawn_at, coalesce(withdrawn_because, '') as because from claim
            where guild_id = app_guild() and user_id = :user and role_id = :role and source = :source
              and withdrawn_at is not null
            """;
    private static final String OF_MEMBER =
            """
            select user_id, role_id, source, kind, since, until, reason from claim
            where guild_id = app_guild() and user_id = :user and source = :source and withdrawn_at is null
            order by since, role_id
            """;
    private static final String OF_ROLE =
            """
            select * from claim
            where guild_id = app_guild() and source = :source and role_id = :role and user_id > :after
              and withdrawn_at is null
            order by user_id limit :most
            """;
    private static final String OF_SOURCE =
            """
            select user_id, role_id, source, kind, since, until, reason from claim
            where guild_id = app_guild() and source = :source and withdrawn_at is null
            order by user_id, role_id limit :most
            """;
    private static final String ENDING_FIRST =
            """
            select user_id, role_id, source, kind, since, until, reason from claim
            where guild_id = app_guild() and source = :source and withdrawn_at is null
            order by until, user_id, role_id limit :most
            """;

    private ClaimStore() {}

    static void put(UnitOfWork work, Collection<ClaimRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        var batch = work.handle().prepareBatch(PUT);
        for (var row : rows) {
            batch.bind("user", row.key().user().value())
                    .bind("role", row.key().role().value())
                    .bind("source", row.key().source().toString())
                    .bind("kind", ColumnNames.of(row.kind()))
                    .bind("since", row.since())
                    .bind("until", row.until())
                    .bind("generation", row.generation())
                    .bind("onUndo", ColumnNames.of(row.onUndo()))
                    .bind("reason", row.reason())
                    .add();
        }
        work.wrote(Arrays.stream(batch.execute()).sum());
    }

    static void withdraw(UnitOfWork work, Collection<ClaimKey> keys, String because) {
        if (keys.isEmpty()) {
            return;
        }
        var batch = work.handle().prepareBatch(WITHDRAW);
        for (var key : keys) {
            batch.bind("user", key.user().value())
                    .bind("role", key.role().value())
                    .bind("source", key.source().toString())
                    .bind("because", because)
                    .add();
        }
        work.wrote(Arrays.stream(batch.execute()).sum());
    }

    /** All claims and vetoes of those roles, withdrawn ones too. */
    static Map<ClaimKey, ClaimRow> of(UnitOfWork work, Collection<MemberRole> roles) {
        var found = new HashMap<ClaimKey, ClaimRow>();
        AssignmentStore.keyed(work.handle().createQuery(OF_ROLES), roles)
                .map((row, _) -> readRow(row))
                .forEach(row -> found.put(row.key(), row));
        return found;
    }

    /** Why each is to be as it is wanted, for Discord's audit log; none where nobody knows. */
    static Map<MemberRole, String> reasons(UnitOfWork work, Collection<Assignment> all) {
        if (all.isEmpty()) {
            return Map.of();
        }
        var have = all.stream().map(it -> it.wanted() == DesiredState.HAVE).toArray();
        var keys = all.stream().map(Assignment::of).toList();
        var found = new HashMap<MemberRole, String>();
        AssignmentStore.keyed(work.handle().createQuery(REASONS), keys)
                .bindArray("have", Boolean.class, have)
                .map((row, _) ->
                        Map.entry(
                                memberRole(row),
                                Objects.requireNonNullElse(row.getString("reason"), "")))
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    /** Those that stand, the oldest first. */
    static List<StandingClaim> standing(UnitOfWork work, UserId user, RoleId role) {
        return read(
                work.handle()
                        .createQuery(STANDING)
                        .bind("user", user.value())
                        .bind("role", role.value()));
    }

    /** Those that stand for any role of theirs. */
    static List<StandingClaim> standing(UnitOfWork work, UserId user) {
        return read(work.handle().createQuery(OF_USER).bind("user", user.value()));
    }

    static Optional<EndedClaim> ended(UnitOfWork work, ClaimKey key) {
        return work.handle()
                .createQuery(ENDED)
                .bind("user", key.user().value())
                .bind("role", key.role().value())
                .bind("source", key.source().toString())
                .map((row, _) ->
                        new EndedClaim(
                                row.getTimestamp("withdrawn_at").toInstant(),
                                row.getString("because")))
                .findOne();
    }

    static List<StandingClaim> ofSource(UnitOfWork work, UserId user, Source source) {
        return read(
                work.handle()
                        .createQuery(OF_MEMBER)
                        .bind("user", user.value())
                        .bind("source", source.toString()));
    }

    static List<StandingClaim> ofRole(
            UnitOfWork work, Source source, RoleId role, UserId after, int most) {
        return read(
                work.handle()
                        .createQuery(OF_ROLE)
                        .bind("source", source.toString())
                        .bind("role", role.value())
                        .bind("after", after.value())
                        .bind("most", most));
    }

    static List<StandingClaim> ofSource(UnitOfWork work, Source source, int most) {
        return ofSource(work, OF_SOURCE, source, most);
    }

    static List<StandingClaim> endingFirst(UnitOfWork work, Source source, int most) {
        return ofSource(work, ENDING_FIRST, source, most);
    }

    private static List<StandingClaim> ofSource(
            UnitOfWork work, String statement, Source source, int most) {
        return read(
                work.handle()
                        .createQuery(statement)
                        .bind("source", source.toString())
                        .bind("most", most));
    }

    private static List<StandingClaim> read(Query query) {
        return query.map((row, _) -> readStanding(row)).list();
    }

    private static StandingClaim readStanding(ResultSet row) throws SQLException {
        return new StandingClaim(
                new UserId(row.getLong("user_id")),
                new RoleId(row.getLong("role_id")),
                Source.parse(row.getString("source")),
                ColumnNames.read(Kind.class, row.getString("kind")),
                row.getTimestamp("since").toInstant(),
                AssignmentStore.instant(row, "until"),
                row.getString("reason"));
    }

    private static ClaimRow readRow(ResultSet row) throws SQLException {
        var of = memberRole(row);
        return new ClaimRow(
                new ClaimKey(of.user(), of.role(), Source.parse(row.getString("source"))),
                ColumnNames.read(Kind.class, row.getString("kind")),
                row.getTimestamp("since").toInstant(),
                AssignmentStore.instant(row, "until"),
                row.getLong("generation"),
                ColumnNames.read(OnUndo.class, row.getString("on_undo")),
                row.getString("reason"),
                row.getTimestamp("withdrawn_at") == null,
                row.getBoolean("listed"));
    }

    private static MemberRole memberRole(ResultSet row) throws SQLException {
        return new MemberRole(
                new UserId(row.getLong("user_id")), new RoleId(row.getLong("role_id")));
    }
}
