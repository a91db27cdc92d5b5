package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Deletes what is claimed for a person who is forgotten. */
final class ForgetStore {

    private static final String CLAIMS =
            """
            select user_id, role_id, source from claim
            where guild_id = app_guild() and user_id = :user and written_at <= :before
            order by role_id, source for update
            """;
    private static final String DELETE_CLAIM =
            "delete from claim where guild_id = app_guild() and user_id = :user and role_id = :role and source = :source";

    /**
     * Not while a claim or a veto stands, nor while the role is still to be taken. What is left of
     * that later has no claim's row at all; the audit log has told of it by then.
     */
    private static final String ASSIGNMENTS =
            """
            from assignment a
            where a.guild_id = app_guild() and a.user_id = :user and a.vetoes = '{}'
              and (a.wanted is distinct from 'lack' or a.state = 'settled')
              and not exists (
                select from claim c
                where c.guild_id = app_guild() and c.user_id = :user and c.role_id = a.role_id and c.withdrawn_at is null)
              and (a.changed_at <= :before or a.role_id = any (:roles)
                or a.wanted is null and a.state = 'settled' and a.settled_at < work_now() - interval '10 minutes'
                  and not exists (
                    select from claim c
                    where c.guild_id = app_guild() and c.user_id = :user and c.role_id = a.role_id))
            """;

    private static final String KEPT =
            """
            select exists (
                select from claim
                where guild_id = app_guild() and user_id = :user and kind = 'claim' and written_at <= :before)
            or exists (
                select
            """
                    + ASSIGNMENTS
                    + ")";

    /** What was withdrawn only to be forgotten is no history. */
    private static final String LINES =
            """
            delete from journal
            where guild_id = app_guild() and user_id = :user and operation = app_operation()
            """;

    private ForgetStore() {}

    /** Whether there is something to forget; vetoes and the roles they keep away stay. */
    static boolean areKept(UnitOfWork work, UserId user, Instant before) {
        return work.handle()
                .createQuery(KEPT)
                .bind("user", user.value())
                .bind("before", before)
                .bindArray("roles", Long.class)
                .mapTo(Boolean.class)
                .one();
    }

    /** Those that were written until then, withdrawn ones too; they stay as they are. */
    static Set<ClaimKey> claims(UnitOfWork work, UserId user, Instant before) {
        return new HashSet<>(
                work.handle()
                        .createQuery(CLAIMS)
                        .bind("user", user.value())
                        .bind("before", before)
                        .map((row, _) ->
                                new ClaimKey(
                                        user,
                                        new RoleId(row.getLong("role_id")),
                                        Source.parse(row.getString("source"))))
                        .list());
    }

    /** How many there were. */
    static int deleteClaims(UnitOfWork work, Collection<ClaimKey> keys) {
        if (keys.isEmpty()) {
            return 0;
        }
        var batch = work.handle().prepareBatch(DELETE_CLAIM);
        for (var key : keys) {
            batch.bind("user", key.user().value())
                    .bind("role", key.role().value())
                    .bind("source", key.source().toString())
                    .add();
        }
        return counted(work, Arrays.stream(batch.execute()).sum());
    }

    /**
     * Assignments that were written until then, or are of those roles.
     *
     * @return how many there were
     */
    static int deleteAssignments(
            UnitOfWork work, UserId user, Instant before, Collection<RoleId> roles) {
        return counted(
                work,
                work.handle()
                        .createUpdate("delete " + ASSIGNMENTS)
                        .bind("user", user.value())
                        .bind("before", before)
                        .bindArray("roles", Long.class, roles.stream().map(RoleId::value).toArray())
                        .execute());
    }

    /** Lines about the person that this unit of work wrote. */
    static void deleteLines(UnitOfWork work, UserId user) {
        work.wrote(work.handle().createUpdate(LINES).bind("user", user.value()).execute());
    }

    private static int counted(UnitOfWork work, int rows) {
        work.wrote(rows);
        return rows;
    }
}
