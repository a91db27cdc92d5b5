package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Discord does not let us do, and what nothing can be done about. */
final class BlockedStore {

    /** From role to role by the index, however many rows each has. */
    private static final String ROLES =
            """
            with recursive blocked as (
                (select role_id from assignment where guild_id = app_guild() and state = 'blocked'
                    order by role_id limit 1)
                union all
                select (
                    select role_id from assignment
                    where guild_id = app_guild() and state = 'blocked' and role_id > blocked.role_id
                    order by role_id limit 1)
                from blocked where blocked.role_id is not null)
            select role_id from blocked where role_id is not null
            """;

    /** A role with power is still taken. */
    private static final String RETRY =
            """
            with page as (
                select user_id, role_id from assignment
                where guild_id = app_guild() and state = 'blocked' and role_id = any (:roles)
                  and (role_id, user_id) > (:afterRole, :afterUser)
                  and (wanted is distinct from 'have' or role_id <> all (:powerful))
                order by role_id, user_id limit :most),
            found as (
                select a.user_id, a.role_id from page
                join assignment a
                  on a.guild_id = app_guild() and a.user_id = page.user_id and a.role_id = page.role_id
                where a.state = 'blocked'
                order by a.user_id, a.role_id for update of a)
            update assignment a set state = 'pending', why = null, changed_at = work_now()
            from found
            where a.guild_id = app_guild() and a.user_id = found.user_id and a.role_id = found.role_id
            returning a.user_id, a.role_id
            """;

    /** Discord says the same of every member; of those beyond a page it says so itself. */
    private static final String BLOCK =
            """
            with found as (
                select user_id, role_id from assignment
                where guild_id = app_guild() and state = 'pending' and role_id = :role and wanted = :wanted
                limit 1000 for update skip locked)
            update assignment a set state = 'blocked', why = :why, changed_at = work_now()
            from found
            where a.guild_id = app_guild() and a.user_id = found.user_id and a.role_id = found.role_id
            """;

    private static final String REST_PENDING =
            """
            with found as (
                select user_id, role_id from assignment
                where guild_id = app_guild() and state = 'pending' and (:role = 0 or role_id = :role)
                order by user_id, role_id for update)
            update assignment a set state = 'settled', why = :why, changed_at = work_now()
            from found
            where a.guild_id = app_guild() and a.user_id = found.user_id and a.role_id = found.role_id
            """;
    private static final String REST_BLOCKED =
            """
            with found as (
                select user_id, role_id from assignment
                where guild_id = app_guild() and state = 'blocked' and (:role = 0 or role_id = :role)
                order by user_id, role_id for update)
            update assignment a set state = 'settled', why = :why, changed_at = work_now()
            from found
            where a.guild_id = app_guild() and a.user_id = found.user_id and a.role_id = found.role_id
            """;

    private BlockedStore() {}

    /** Roles that are blocked for somebody. */
    static List<RoleId> roles(UnitOfWork work) {
        return work.handle().createQuery(ROLES).mapTo(Long.class).map(RoleId::new).list();
    }

    /**
     * A page of what is blocked is pending again, in the order of roles and members.
     *
     * @param powerful these of the roles are not given
     * @param after the last one of the page before; {@code null}: from the beginning
     */
    static List<MemberRole> retry(
            UnitOfWork work,
            Collection<RoleId> roles,
            Collection<RoleId> powerful,
            @Nullable MemberRole after,
            int most) {
        var retried =
                work.handle()
                        .createQuery(RETRY)
                        .bindArray("roles", Long.class, ids(roles))
                        .bindArray("powerful", Long.class, ids(powerful))
                        .bind("afterRole", after == null ? 0 : after.role().value())
                        .bind("afterUser", after == null ? 0 : after.user().value())
                        .bind("most", most)
                        .map((row, _) ->
                                new MemberRole(
                                        new UserId(row.getLong("user_id")),
                                        new RoleId(row.getLong("role_id"))))
                        .list();
        work.wrote(retried.size());
        return retried.stream()
                .sorted(
                        Comparator.comparingLong((MemberRole it) -> it.role().value())
                                .thenComparingLong(it -> it.user().value()))
                .toList();
    }

    /** The role is not tried for others either. */
    static void block(UnitOfWork work, RoleId role, DesiredState wanted, String why) {
        work.wrote(
                work.handle()
                        .createUpdate(BLOCK)
                        .bind("role", role.value())
                        .bind("wanted", ColumnNames.of(wanted))
                        .bind("why", why)
                        .execute());
    }

    /** Nothing can be done about the role. */
    static void rest(UnitOfWork work, RoleId role, String why) {
        rest(work, role.value(), why);
    }

    /** Nothing can be done in the guild. */
    static void restAll(UnitOfWork work, String why) {
        rest(work, 0, why);
    }

    private static void rest(UnitOfWork work, long role, String why) {
        for (var statement : List.of(REST_PENDING, REST_BLOCKED)) {
            work.wrote(
                    work.handle()
                            .createUpdate(statement)
                            .bind("role", role)
                            .bind("why", why)
                            .execute());
        }
    }

    private static Object[] ids(Collection<RoleId> roles) {
        return roles.stream().map(RoleId::value).toArray();
    }
}
