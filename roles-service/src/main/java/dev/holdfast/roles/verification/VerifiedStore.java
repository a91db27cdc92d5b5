package dev.holdfast.roles.verification;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who is verified, how and since when. */
final class VerifiedStore {

    private static final String FIND =
            "select * from verified_member where guild_id = app_guild() and user_id = :user";
    private static final String AMONG =
            "select user_id from verified_member where guild_id = app_guild() and user_id = any (:users)";
    private static final String PUT =
            """
            insert into verified_member (guild_id, user_id, how, verified_at, verified_by, role_id, written_at)
            values (app_guild(), :user, :how, work_now(), :by, :role, work_now())
            on conflict (guild_id, user_id) do update
            set how = :how, verified_at = work_now(), verified_by = :by, role_id = :role, left_at = null,
                written_at = work_now()
            """;
    private static final String DELETE =
            "delete from verified_member where guild_id = app_guild() and user_id = :user";
    private static final String LEFT =
            """
            update verified_member set left_at = work_now(), written_at = work_now()
            where guild_id = app_guild() and user_id = any (:users) and left_at is null
            """;
    private static final String AWAY =
            """
            select * from verified_member
            where guild_id = app_guild() and user_id = any (:users) and left_at is not null
            """;
    private static final String WITHOUT_CLAIM =
            """
            select count(*) from verified_member v
            where v.guild_id = app_guild() and not exists (
                select 1 from claim c
                where c.guild_id = v.guild_id and c.user_id = v.user_id and c.role_id = v.role_id
                  and c.source = :source and c.withdrawn_at is null)
            """;
    private static final String CLAIMS_WITHOUT_MEMBER =
            """
            select count(*) from claim c
            where c.guild_id = app_guild() and c.source = :source and c.withdrawn_at is null and not exists (
                select 1 from verified_member v
                where v.guild_id = c.guild_id and v.user_id = c.user_id and v.role_id = c.role_id)
            """;
    private static final String RETURNED =
            """
            update verified_member set left_at = null, written_at = work_now()
            where guild_id = app_guild() and user_id = :user and left_at is not null
            """;
    private static final String COUNT =
            "select count(*) from verified_member where guild_id = app_guild() and left_at is null";

    private VerifiedStore() {}

    static Optional<Verified> find(UnitOfWork work, UserId user) {
        return work.handle()
                .createQuery(FIND)
                .bind("user", user.value())
                .map((row, _) -> read(row))
                .findOne();
    }

    /** Those of them who are verified. */
    static Set<UserId> among(UnitOfWork work, Collection<UserId> users) {
        return work.handle()
                .createQuery(AMONG)
                .bindArray("users", Long.class, ids(users))
                .mapTo(Long.class)
                .map(UserId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    static void put(
            UnitOfWork work,
            UserId user,
            VerificationMethod how,
            @Nullable UserId by,
            RoleId role) {
        work.write(
                1,
                work.handle()
                        .createUpdate(PUT)
                        .bind("user", user.value())
                        .bind("how", how.word())
                        .bind("by", by == null ? null : by.value())
                        .bind("role", role.value()));
    }

    /** Whether there was such a row. */
    static boolean delete(UnitOfWork work, UserId user) {
        return update(work, DELETE, user);
    }

    /** They are no members now. */
    static void left(UnitOfWork work, List<UserId> users) {
        work.wrote(
                work.handle()
                        .createUpdate(LEFT)
                        .bindArray("users", Long.class, ids(users))
                        .execute());
    }

    /** Those of them who left. */
    static List<Verified> away(UnitOfWork work, List<UserId> users) {
        return work.handle()
                .createQuery(AWAY)
                .bindArray("users", Long.class, ids(users))
                .map((row, _) -> read(row))
                .list();
    }

    private static Object[] ids(Collection<UserId> users) {
        return users.stream().map(UserId::value).toArray();
    }

    /** How many are verified without a claim of their role. */
    static long withoutClaim(UnitOfWork work) {
        return count(work, WITHOUT_CLAIM);
    }

    /** How many claims there are of nobody who is verified. */
    static long claimsWithoutMember(UnitOfWork work) {
        return count(work, CLAIMS_WITHOUT_MEMBER);
    }

    private static long count(UnitOfWork work, String statement) {
        return work.handle()
                .createQuery(statement)
                .bind("source", Verifier.SOURCE.toString())
                .mapTo(Long.class)
                .one();
    }

    /** They are a member again. */
    static void returned(UnitOfWork work, UserId user) {
        update(work, RETURNED, user);
    }

    static long count(UnitOfWork work) {
        return work.handle().createQuery(COUNT).mapTo(Long.class).one();
    }

    private static boolean update(UnitOfWork work, String statement, UserId user) {
        var rows = work.handle().createUpdate(statement).bind("user", user.value()).execute();
        work.wrote(rows);
        return rows == 1;
    }

    private static Verified read(ResultSet row) throws SQLException {
        var by = row.getObject("verified_by", Long.class);
        var left = row.getTimestamp("left_at");
        return new Verified(
                new UserId(row.getLong("user_id")),
                VerificationMethod.of(row.getString("how")),
                row.getTimestamp("verified_at").toInstant(),
                by == null ? null : new UserId(by),
                new RoleId(row.getLong("role_id")),
                left == null ? null : left.toInstant());
    }
}
