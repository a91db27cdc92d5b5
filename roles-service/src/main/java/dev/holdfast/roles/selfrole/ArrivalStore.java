package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The roles that newcomers get, and those that members had who left and may come back. */
final class ArrivalStore {

    private static final String ROLES =
            "select role_id from autorole where guild_id = app_guild() and bots = :bots order by role_id";
    private static final String SINCE =
            "select min(added_at) from autorole where guild_id = app_guild() and bots = :bots";
    private static final String CLEAR =
            """
            delete from autorole
            where guild_id = app_guild() and bots = :bots and role_id <> all (:roles)
            """;
    private static final String ADD =
            """
            insert into autorole (guild_id, role_id, bots, added_at)
            select app_guild(), role, :bots, work_now() from unnest(:roles) as role
            on conflict do nothing
            """;
    private static final String REMEMBER =
            """
            insert into sticky_role (guild_id, user_id, role_id, source, left_at)
            values (app_guild(), :user, :role, :source, work_now())
            on conflict (guild_id, user_id, role_id) do update set source = :source, left_at = work_now()
            """;
    private static final String FORGET_OLD =
            "delete from sticky_role where guild_id = app_guild() and left_at < work_now() - interval '365 days'";
    private static final String TAKE =
            """
            delete from sticky_role where guild_id = app_guild() and user_id = :user
            returning role_id, source, left_at > work_now() - interval '365 days' as fresh
            """;

    /** A role that somebody had. */
    record Sticky(RoleId role, String source) {}

    private ArrivalStore() {}

    static List<RoleId> roles(UnitOfWork work, boolean bots) {
        return work.handle()
                .createQuery(ROLES)
                .bind("bots", bots)
                .map((row, context) -> new RoleId(row.getLong("role_id")))
                .list();
    }

    /** Who joined before that was never to get any; empty: nobody is. */
    static Optional<Instant> since(UnitOfWork work, boolean bots) {
        return work.handle().createQuery(SINCE).bind("bots", bots).mapTo(Instant.class).findOne();
    }

    static void set(UnitOfWork work, boolean bots, List<RoleId> roles) {
        var ids = roles.stream().map(RoleId::value).toArray(Long[]::new);
        for (var sql : List.of(CLEAR, ADD)) {
            work.wrote(
                    work.handle()
                            .createUpdate(sql)
                            .bind("bots", bots)
                            .bind("roles", ids)
                            .execute());
        }
    }

    static void remember(UnitOfWork work, UserId user, RoleId role, String source) {
        work.write(
                1,
                work.handle()
                        .createUpdate(REMEMBER)
                        .bind("user", user.value())
                        .bind("role", role.value())
                        .bind("source", source));
    }

    static void forgetOld(UnitOfWork work) {
        work.wrote(work.handle().createUpdate(FORGET_OLD).execute());
    }

    /** What they had, which is forgotten with that. */
    static List<Sticky> take(UnitOfWork work, UserId user) {
        var taken =
                work.handle()
                        .createQuery(TAKE)
                        .bind("user", user.value())
                        .map((row, context) ->
                                row.getBoolean("fresh")
                                        ? Optional.of(
                                                new Sticky(
                                                        new RoleId(row.getLong("role_id")),
                                                        row.getString("source")))
                                        : Optional.<Sticky>empty())
                        .list();
        work.wrote(taken.size());
        return taken.stream().flatMap(Optional::stream).toList();
    }
}
