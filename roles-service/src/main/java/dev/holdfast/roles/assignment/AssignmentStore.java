package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.roles.assignment.Assignment.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** What is wanted of members' roles. Rows of several are locked in the order of their keys. */
final class AssignmentStore {

    private static final String OPEN =
            """
            insert into assignment (guild_id, user_id, role_id, changed_at)
            select app_guild(), user_id, role_id, work_now()
            from unnest(:users, :roles) as wanted (user_id, role_id)
            order by user_id, role_id
            on conflict do nothing
            """;
    private static final String LOCK =
            """
            select a.* from unnest(:users, :roles) as wanted (user_id, role_id)
            join assignment a
              on a.guild_id = app_guild() and a.user_id = wanted.user_id and a.role_id = wanted.role_id
            order by a.user_id, a.role_id for update of a
            """;
    private static final String LOCK_MEMBERS =
            """
            select * from assignment where guild_id = app_guild() and user_id = any (:users)
            order by user_id, role_id for update
            """;
    private static final String SAVE =
            """
            update assignment
            set wanted = :wanted, claims = :claims, vetoes = :vetoes, state = :state, sent = :sent, urgent = :urgent,
                generation = :generation, undone = :undone, undone_by = :undoneBy, why = :why, known = :known, settled_at = :settledAt,
                changed_at = work_now()
            where guild_id = app_guild() and user_id = :user and role_id = :role
            """;
    private static final String UNDER_WAY =
            """
            select count(*) from (
                select from assignment where guild_id = app_guild() and state = 'sent' limit :most) under_way
            """;
    private static final String PENDING =
            """
            select * from assignment where guild_id = app_guild() and state = 'pending'
            order by urgent desc, changed_at limit :most
            for update skip locked
            """;

    /** Members whom the mirror shows otherwise than is wanted, though nothing is under way. */
    private static final String REPEND =
            """
            with found as (
                select a.user_id, a.role_id from assignment a
                join member m on m.guild_id = app_guild() and m.user_id = a.user_id
                where a.guild_id = app_guild() and a.user_id > :after and a.user_id <= :last and a.state = 'settled'
                  and (a.role_id = any (m.roles)) <> (a.wanted = 'have') and not (m.pending and a.wanted = 'have')
                  and (a.settled_at is null or a.settled_at < work_now() - interval '30 s')
                  and not exists (
                    select from guild_role r
                    where r.guild_id = app_guild() and r.role_id = a.role_id and r.deleted_at is not null)
                order by a.user_id, a.role_id for update of a)
            update assignment a set state = 'pending', why = null, known = null, changed_at = work_now()
            from found
            where a.guild_id = app_guild() and a.user_id = found.user_id and a.role_id = found.role_id
            """;

    /** Their effects are gone without an outcome, such as after a restore. */
    private static final String REVIVE =
            """
            update assignment a set state = 'pending', sent = null, changed_at = work_now()
            where guild_id = app_guild() and state = 'sent' and not exists (
                select from outbox o
                where o.guild_id = app_guild() and o.target = 'member:' || a.user_id
                  and o.listener = 'assignment' and o.note = a.generation::text)
            """;

    /** From guild to guild by the index, however many rows each has. */
    private static final String GUILDS =
            """
            with recursive waiting as (
                (select guild_id from assignment where state = 'pending' and guild_id > :after
                    order by guild_id limit 1)
                union all
                select (
                    select guild_id from assignment where state = 'pending' and guild_id > waiting.guild_id
                    order by guild_id limit 1)
                from waiting where waiting.guild_id is not null)
            select guild_id from waiting where guild_id is not null limit :most
            """;

    private static final int ATTEMPTS = 3;

    private AssignmentStore() {}

    /** Locks the rows of all of them, and makes those that are not there. */
    static Map<MemberRole, Assignment> lock(UnitOfWork work, Collection<MemberRole> all) {
        Map<MemberRole, Assignment> found = new TreeMap<>();
        // One that is pruned meanwhile is there for the first statement and not for the second.
        for (var attempt = 0; attempt < ATTEMPTS && !found.keySet().containsAll(all); attempt++) {
            work.wrote(keyed(work.handle().createUpdate(OPEN), all).execute());
            found = lockExisting(work, all);
        }
        return found;
    }

    /** Locks those rows that are there. */
    static Map<MemberRole, Assignment> lockExisting(UnitOfWork work, Collection<MemberRole> all) {
        return byKey(keyed(work.handle().createQuery(LOCK), all));
    }

    /** Locks all rows of the members. */
    static Map<MemberRole, Assignment> lockMembers(UnitOfWork work, Collection<UserId> users) {
        return byKey(
                work.handle()
                        .createQuery(LOCK_MEMBERS)
                        .bindArray(
                                "users", Long.class, users.stream().map(UserId::value).toArray()));
    }

    static void save(UnitOfWork work, Collection<Assignment> changed) {
        if (changed.isEmpty()) {
            return;
        }
        var batch = work.handle().prepareBatch(SAVE);
        for (var each : changed) {
            batch.bind("user", each.of().user().value())
                    .bind("role", each.of().role().value())
                    .bind("wanted", ColumnNames.of(each.wanted()))
                    .bindArray("claims", String.class, words(each.claims()))
                    .bindArray("vetoes", String.class, words(each.vetoes()))
                    .bind("state", ColumnNames.of(each.state()))
                    .bind("sent", ColumnNames.of(each.sent()))
                    .bind("urgent", each.urgent())
                    .bind("generation", each.generation())
                    .bind("undone", each.undone())
                    .bind("undoneBy", each.undoneBy() == null ? null : each.undoneBy().value())
                    .bind("why", each.why())
                    .bind("known", ColumnNames.of(each.known()))
                    .bind("settledAt", each.settledAt())
                    .add();
        }
        work.wrote(Arrays.stream(batch.execute()).sum());
    }

    /** How many effects are under way in the guild, counted up to a bound. */
    static int underWay(UnitOfWork work, int most) {
        return work.handle().createQuery(UNDER_WAY).bind("most", most).mapTo(Integer.class).one();
    }

    /** Locks those that wait, the urgent ones first; what another has locked is left out. */
    static List<Assignment> pending(UnitOfWork work, int most) {
        return work.handle()
                .createQuery(PENDING)
                .bind("most", most)
                .map((row, _) -> read(row))
                .list();
    }

    /** What differs from what is wanted is pending again, of the members between two ids. */
    static int repend(UnitOfWork work, long after, long last) {
        return counted(
                work,
                work.handle()
                        .createUpdate(REPEND)
                        .bind("after", after)
                        .bind("last", last)
                        .execute());
    }

    /** What waits for an outcome that cannot come is pending again. */
    static int reviveStranded(UnitOfWork work) {
        return counted(work, work.handle().createUpdate(REVIVE).execute());
    }

    /** Guilds where something waits, in the order of their ids. */
    static List<GuildId> waiting(WorkerConnection worker, long after, int most) {
        return worker.commit(handle ->
                handle.createQuery(GUILDS)
                        .bind("after", after)
                        .bind("most", most)
                        .mapTo(Long.class)
                        .map(GuildId::new)
                        .list());
    }

    private static int counted(UnitOfWork work, int rows) {
        work.wrote(rows);
        return rows;
    }

    static <S extends SqlStatement<S>> S keyed(S statement, Collection<MemberRole> all) {
        return statement
                .bindArray("users", Long.class, all.stream().map(it -> it.user().value()).toArray())
                .bindArray(
                        "roles", Long.class, all.stream().map(it -> it.role().value()).toArray());
    }

    private static Map<MemberRole, Assignment> byKey(Query query) {
        var found = new TreeMap<MemberRole, Assignment>();
        query.map((row, _) -> read(row)).forEach(it -> found.put(it.of(), it));
        return found;
    }

    private static Object[] words(Set<Source> sources) {
        return sources.stream().map(Source::toString).sorted().toArray();
    }

    private static Assignment read(ResultSet row) throws SQLException {
        var undoneBy = row.getLong("undone_by");
        return new Assignment(
                new MemberRole(
                        new UserId(row.getLong("user_id")), new RoleId(row.getLong("role_id"))),
                ColumnNames.find(DesiredState.class, row.getString("wanted")),
                sources(row, "claims"),
                sources(row, "vetoes"),
                ColumnNames.read(State.class, row.getString("state")),
                ColumnNames.find(DesiredState.class, row.getString("sent")),
                row.getBoolean("urgent"),
                row.getLong("generation"),
                row.getInt("undone"),
                undoneBy == 0 ? null : new UserId(undoneBy),
                row.getString("why"),
                ColumnNames.find(DesiredState.class, row.getString("known")),
                instant(row, "settled_at"));
    }

    private static Set<Source> sources(ResultSet row, String column) throws SQLException {
        return Arrays.stream((String[]) row.getArray(column).getArray())
                .map(Source::parse)
                .collect(Collectors.toSet());
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var stamp = row.getTimestamp(column);
        return stamp == null ? null : stamp.toInstant();
    }
}
