package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Members as Discord last told of them. */
final class MirrorStore {

    private static final String MEMBER =
            "select * from member where guild_id = app_guild() and user_id = :user";
    private static final String LOCK =
            "select * from member where guild_id = app_guild() and user_id = :user for update";
    private static final String PAGE =
            """
            select * from member where guild_id = app_guild() and user_id > :after
            order by user_id limit :most
            """;
    private static final String MEMBERS =
            "select * from member where guild_id = app_guild() and user_id = any(:users) order by user_id";
    private static final String HOLD = MEMBERS + " for share";
    private static final String LOCK_MEMBERS = MEMBERS + " for no key update";
    private static final String JOINED =
            """
            select * from member where guild_id = app_guild() and joined_at > :after and joined_at <= :until
            order by joined_at, user_id limit :most
            """;
    private static final String COUNT = "select count(*) from member where guild_id = app_guild()";

    /**
     * What was told of a member, and what is known; Discord does not always say when they joined.
     */
    private static final String DIFFERING =
            """
            select told.user_id as told_id, m.*
            from unnest(:users, :bots, :roles, :joined, :pending, :boosting, :asOf)
                as told (user_id, bot, roles, joined_at, pending, boosting_since, as_of)
            left join member m on m.guild_id = app_guild() and m.user_id = told.user_id
            where m.user_id is null
               or m.as_of <= told.as_of::timestamptz
              and (m.bot, m.roles, m.joined_at, m.pending, m.boosting_since) is distinct from
                  (told.bot, told.roles::bigint[], coalesce(told.joined_at::timestamptz, m.joined_at), told.pending,
                   told.boosting_since::timestamptz)
            """;

    private static final String PUT =
            """
            insert into member as m (guild_id, user_id, bot, roles, joined_at, pending, boosting_since, as_of)
            select app_guild(), user_id, bot, roles::bigint[], joined_at::timestamptz, pending,
                boosting_since::timestamptz, as_of::timestamptz
            from unnest(:users, :bots, :roles, :joined, :pending, :boosting, :asOf)
                as told (user_id, bot, roles, joined_at, pending, boosting_since, as_of)
            order by user_id
            on conflict (guild_id, user_id) do update
            set bot = excluded.bot, roles = excluded.roles, joined_at = coalesce(excluded.joined_at, m.joined_at),
                pending = excluded.pending, boosting_since = excluded.boosting_since, as_of = excluded.as_of
            where m.as_of <= excluded.as_of
            returning user_id
            """;
    private static final String CONFIRM =
            """
            update member m set as_of = told.as_of::timestamptz
            from unnest(:users, :asOf) as told (user_id, as_of)
            where m.guild_id = app_guild() and m.user_id = told.user_id and m.as_of < told.as_of::timestamptz
            """;
    private static final String SET_ROLES =
            """
            update member set roles = :roles where guild_id = app_guild() and user_id = :user
            """;
    private static final String REMOVE =
            "delete from member where guild_id = app_guild() and user_id = :user and as_of <= :asOf returning *";

    /** Only what was known before Discord was asked can have been missing from its answer. */
    private static final String REMOVE_ABSENT =
            """
            delete from member where guild_id = app_guild() and user_id = any (array(
                select user_id from member
                where guild_id = app_guild() and user_id > :after and user_id <= :last and user_id <> all (:present)
                  and as_of <= :asOf
                order by user_id limit :most))
            returning *
            """;

    private MirrorStore() {}

    static Optional<MemberState> member(UnitOfWork work, UserId user) {
        return one(work.handle().createQuery(MEMBER), user);
    }

    /** Locks the member's row; those of members come before those of their assignments. */
    static Optional<MemberState> lock(UnitOfWork work, UserId user) {
        return one(work.handle().createQuery(LOCK), user);
    }

    static List<MemberState> page(UnitOfWork work, @Nullable UserId after, int most) {
        return work.handle()
                .createQuery(PAGE)
                .bind("after", after == null ? 0 : after.value())
                .bind("most", most)
                .map((row, _) -> read(row))
                .list();
    }

    static List<MemberState> members(UnitOfWork work, Collection<UserId> users) {
        return members(work, MEMBERS, users);
    }

    /** They stay as they are until the work is over. */
    static List<MemberState> hold(UnitOfWork work, Collection<UserId> users) {
        return members(work, HOLD, users);
    }

    /** The same, for one unit of work at a time. */
    static List<MemberState> lock(UnitOfWork work, Collection<UserId> users) {
        return members(work, LOCK_MEMBERS, users);
    }

    private static List<MemberState> members(
            UnitOfWork work, String statement, Collection<UserId> users) {
        return work.handle()
                .createQuery(statement)
                .bindArray("users", Long.class, users.stream().map(UserId::value).toArray())
                .map((row, _) -> read(row))
                .list();
    }

    static List<MemberState> joined(UnitOfWork work, Instant after, Instant until, int most) {
        return work.handle()
                .createQuery(JOINED)
                .bind("after", after)
                .bind("until", until)
                .bind("most", most)
                .map((row, _) -> read(row))
                .list();
    }

    static long count(UnitOfWork work) {
        return work.handle().createQuery(COUNT).mapTo(Long.class).one();
    }

    /**
     * Those of whom something else is known, with what that is; empty where nothing is. What is
     * older than what is known is left out: an event may come long after a newer one.
     */
    static Map<UserId, Optional<MemberState>> differing(UnitOfWork work, List<MemberState> told) {
        var found = new HashMap<UserId, Optional<MemberState>>();
        told(work.handle().createQuery(DIFFERING), told)
                .map((row, _) ->
                        Map.entry(
                                new UserId(row.getLong("told_id")),
                                row.getLong("user_id") == 0
                                        ? Optional.<MemberState>empty()
                                        : Optional.of(read(row))))
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    /** Those of whom nothing newer was known. */
    static Set<UserId> put(UnitOfWork work, List<MemberState> told) {
        var written =
                told(work.handle().createQuery(PUT), told)
                        .mapTo(Long.class)
                        .map(UserId::new)
                        .collectIntoSet();
        work.wrote(written.size());
        return written;
    }

    /** They were so at that time, too. */
    static void confirm(UnitOfWork work, List<MemberState> told) {
        work.wrote(
                work.handle()
                        .createUpdate(CONFIRM)
                        .bindArray("users", Long.class, all(told, it -> it.user().value()))
                        .bindArray("asOf", String.class, all(told, it -> it.asOf().toString()))
                        .execute());
    }

    static void setRoles(UnitOfWork work, MemberState member) {
        work.write(
                1,
                work.handle()
                        .createUpdate(SET_ROLES)
                        .bind("user", member.user().value())
                        .bindArray("roles", Long.class, sorted(member)));
    }

    /** The member as they were known; empty: they were not, or something newer is. */
    static Optional<MemberState> remove(UnitOfWork work, UserId user, Instant asOf) {
        var removed = one(work.handle().createQuery(REMOVE).bind("asOf", asOf), user);
        removed.ifPresent(_ -> work.wrote(1));
        return removed;
    }

    /**
     * Removes some of those between two ids who are not present.
     *
     * @param asOf who became known later stays
     */
    static List<MemberState> removeAbsent(
            UnitOfWork work,
            long after,
            long last,
            Collection<UserId> present,
            Instant asOf,
            int most) {
        var removed =
                work.handle()
                        .createQuery(REMOVE_ABSENT)
                        .bind("after", after)
                        .bind("last", last)
                        .bindArray(
                                "present",
                                Long.class,
                                present.stream().map(UserId::value).toArray())
                        .bind("asOf", asOf)
                        .bind("most", most)
                        .map((row, _) -> read(row))
                        .list();
        work.wrote(removed.size());
        return removed;
    }

    private static Optional<MemberState> one(Query query, UserId user) {
        return query.bind("user", user.value()).map((row, _) -> read(row)).findOne();
    }

    private static <S extends SqlStatement<S>> S told(S statement, List<MemberState> told) {
        return statement
                .bindArray("users", Long.class, all(told, it -> it.user().value()))
                .bindArray("bots", Boolean.class, all(told, MemberState::bot))
                .bindArray("roles", String.class, all(told, MirrorStore::literal))
                .bindArray("joined", String.class, all(told, it -> text(it.joined())))
                .bindArray("pending", Boolean.class, all(told, MemberState::pending))
                .bindArray("boosting", String.class, all(told, it -> text(it.boostingSince())))
                .bindArray("asOf", String.class, all(told, it -> it.asOf().toString()));
    }

    private static @Nullable Object[] all(
            List<MemberState> told, Function<MemberState, @Nullable Object> value) {
        return told.stream().map(value).toArray();
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    /** An array in an array, as PostgreSQL writes it; always in the same order. */
    private static String literal(MemberState member) {
        return Arrays.stream(sorted(member))
                .map(Object::toString)
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static Object[] sorted(MemberState member) {
        return member.roles().stream().map(RoleId::value).sorted().toArray();
    }

    private static MemberState read(ResultSet row) throws SQLException {
        var roles = (Long[]) row.getArray("roles").getArray();
        return new MemberState(
                new UserId(row.getLong("user_id")),
                row.getBoolean("bot"),
                Arrays.stream(roles).map(RoleId::new).collect(Collectors.toUnmodifiableSet()),
                AssignmentStore.instant(row, "joined_at"),
                row.getBoolean("pending"),
                AssignmentStore.instant(row, "boosting_since"),
                row.getTimestamp("as_of").toInstant());
    }
}
