package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Who has which role, as Discord last told of it. */
final class HeldRoleStore {

    private static final String HOLDINGS =
            """
            select wanted.user_id, wanted.role_id, m.user_id is not null as known,
                coalesce(wanted.role_id = any (m.roles), false) as has,
                r.deleted_at is not null as role_gone, m.as_of
            from unnest(:users, :roles) as wanted (user_id, role_id)
            left join lateral (
                select user_id, roles, as_of from member
                where guild_id = app_guild() and user_id = wanted.user_id offset 0) m on true
            left join lateral (
                select deleted_at from guild_role
                where guild_id = app_guild() and role_id = wanted.role_id offset 0) r on true
            """;

    private HeldRoleStore() {}

    static Map<MemberRole, HeldRole> holdings(UnitOfWork work, Collection<MemberRole> roles) {
        var found = new HashMap<MemberRole, HeldRole>();
        AssignmentStore.keyed(work.handle().createQuery(HOLDINGS), roles)
                .map((row, _) ->
                        Map.entry(
                                new MemberRole(
                                        new UserId(row.getLong("user_id")),
                                        new RoleId(row.getLong("role_id"))),
                                new HeldRole(
                                        row.getBoolean("known"),
                                        row.getBoolean("has"),
                                        row.getBoolean("role_gone"),
                                        AssignmentStore.instant(row, "as_of"))))
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }
}
