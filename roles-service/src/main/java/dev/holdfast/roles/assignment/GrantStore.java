package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.GuildRoles;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Who owns the guild, where the bot stands, and which dangerous roles it may give. */
final class GrantStore {

    private static final String PLACE = "select * from guild_place where guild_id = app_guild()";
    private static final String REMEMBER =
            """
            insert into guild_place as old (guild_id, owner_id, bot_highest, bot_permissions, as_of)
            values (app_guild(), :owner, :highest, :permissions, :asOf)
            on conflict (guild_id) do update set
                owner_id = :owner, bot_highest = :highest, bot_permissions = :permissions, as_of = :asOf
            where old.as_of <= :asOf
            """;
    private static final String APPROVE =
            """
            insert into role_approval (guild_id, role_id, permissions, approved_at)
            values (app_guild(), :role, :permissions, work_now())
            on conflict (guild_id, role_id) do update set permissions = :permissions, approved_at = work_now()
            """;
    private static final String REVOKE =
            "delete from role_approval where guild_id = app_guild() and role_id = :role";
    private static final String UNAPPROVED =
            """
            select r.role_id, r.permissions & :dangerous & ~coalesce(a.permissions, 0) as power
            from guild_role r left join role_approval a on a.guild_id = r.guild_id and a.role_id = r.role_id
            where r.guild_id = app_guild() and r.role_id = any (:roles)
                and r.permissions & :dangerous & ~coalesce(a.permissions, 0) <> 0
            """;

    /** The owner, and the bot as a member. */
    record Place(UserId owner, GuildRoles.Bot bot, Instant asOf) {}

    private GrantStore() {}

    static Optional<Place> place(UnitOfWork work) {
        return work.handle().createQuery(PLACE).map((row, context) -> read(row)).findOne();
    }

    /** The guild as the mirror knows it; empty: the bot's place was never read. */
    static Optional<Hierarchy> hierarchy(UnitOfWork work) {
        return place(work)
                .map(place ->
                        new Hierarchy(
                                work.guild(),
                                place.owner(),
                                new GuildRoles(
                                        RoleStore.roles(work).stream()
                                                .map(GrantStore::role)
                                                .toList(),
                                        place.bot()),
                                place.asOf()));
    }

    private static GuildRoles.Role role(KnownRole known) {
        return new GuildRoles.Role(
                known.id(), known.name(), known.position(), known.permissions(), known.managed());
    }

    /** Older news than what is there changes nothing. */
    static void remember(UnitOfWork work, Place place) {
        work.wrote(
                work.handle()
                        .createUpdate(REMEMBER)
                        .bind("owner", place.owner().value())
                        .bind("highest", place.bot().highest().value())
                        .bind("permissions", place.bot().permissions().bits())
                        .bind("asOf", place.asOf())
                        .execute());
    }

    static void approve(UnitOfWork work, RoleId role, Permissions dangerous) {
        work.write(
                1,
                work.handle()
                        .createUpdate(APPROVE)
                        .bind("role", role.value())
                        .bind("permissions", dangerous.bits()));
    }

    /** None of its permissions is approved. */
    static void revoke(UnitOfWork work, RoleId role) {
        work.wrote(work.handle().createUpdate(REVOKE).bind("role", role.value()).execute());
    }

    /** Roles with permissions that are dangerous and not approved; the others are not in it. */
    static Map<RoleId, Permissions> unapproved(UnitOfWork work, Collection<RoleId> roles) {
        var found = new HashMap<RoleId, Permissions>();
        work.handle()
                .createQuery(UNAPPROVED)
                .bindArray("roles", Long.class, roles.stream().map(RoleId::value).toArray())
                .bind("dangerous", Hierarchy.DANGEROUS.bits())
                .map((row, _) ->
                        found.put(
                                new RoleId(row.getLong("role_id")),
                                new Permissions(row.getLong("power"))))
                .list();
        return found;
    }

    private static Place read(ResultSet row) throws SQLException {
        return new Place(
                new UserId(row.getLong("owner_id")),
                new GuildRoles.Bot(
                        new RoleId(row.getLong("bot_highest")),
                        new Permissions(row.getLong("bot_permissions"))),
                row.getTimestamp("as_of").toInstant());
    }
}
