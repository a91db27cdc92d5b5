package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.RoleId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Roles as Discord last told of them; one that is gone stays, marked. */
final class RoleStore {

    private static final String ROLE =
            "select * from guild_role where guild_id = app_guild() and role_id = :role";
    private static final String ROLES =
            """
            select * from guild_role where guild_id = app_guild() and deleted_at is null
            order by position desc, role_id
            """;
    private static final String PUT =
            """
            insert into guild_role (guild_id, role_id, name, position, permissions, managed, as_of)
            values (app_guild(), :role, :name, :position, :permissions, :managed, :asOf)
            on conflict (guild_id, role_id) do update
            set name = excluded.name, position = excluded.position, permissions = excluded.permissions,
                managed = excluded.managed, deleted_at = null, as_of = excluded.as_of
            where guild_role.as_of <= excluded.as_of
            """;
    private static final String DELETE =
            """
            update guild_role set deleted_at = work_now(), as_of = :asOf
            where guild_id = app_guild() and role_id = :role and deleted_at is null and as_of <= :asOf
            """;

    private RoleStore() {}

    static Optional<KnownRole> role(UnitOfWork work, RoleId role) {
        return work.handle()
                .createQuery(ROLE)
                .bind("role", role.value())
                .map((row, _) -> read(row))
                .findOne();
    }

    static List<KnownRole> roles(UnitOfWork work) {
        return work.handle().createQuery(ROLES).map((row, _) -> read(row)).list();
    }

    /** Whether nothing newer is known. */
    static boolean put(UnitOfWork work, KnownRole role, Instant asOf) {
        var rows =
                work.handle()
                        .createUpdate(PUT)
                        .bind("role", role.id().value())
                        .bind("name", role.name())
                        .bind("position", role.position())
                        .bind("permissions", role.permissions().bits())
                        .bind("managed", role.managed())
                        .bind("asOf", asOf)
                        .execute();
        work.wrote(rows);
        return rows == 1;
    }

    /** Whether it was there, and nothing newer is known. */
    static boolean delete(UnitOfWork work, RoleId role, Instant asOf) {
        var rows =
                work.handle()
                        .createUpdate(DELETE)
                        .bind("role", role.value())
                        .bind("asOf", asOf)
                        .execute();
        work.wrote(rows);
        return rows == 1;
    }

    private static KnownRole read(ResultSet row) throws SQLException {
        return new KnownRole(
                new RoleId(row.getLong("role_id")),
                row.getString("name"),
                row.getInt("position"),
                new Permissions(row.getLong("permissions")),
                row.getBoolean("managed"),
                row.getTimestamp("deleted_at") != null);
    }
}
