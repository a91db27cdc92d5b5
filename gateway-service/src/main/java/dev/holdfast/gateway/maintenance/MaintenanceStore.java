package dev.holdfast.gateway.maintenance;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

/** Where the bot rests, or a part of it. */
final class MaintenanceStore {

    private static final String ALL =
            """
            select guild_id, 'all' as scope, reason, set_by, since from maintenance
            union all
            select guild_id, scope, reason, set_by, since from maintenance_part
            order by guild_id, scope limit :most
            """;
    private static final String BEGIN =
            """
            insert into maintenance as current (guild_id, reason, set_by, since)
            values (:guild, :reason, :by, :now)
            on conflict (guild_id) do update set reason = excluded.reason, set_by = excluded.set_by
            """;
    private static final String BEGIN_PART =
            """
            insert into maintenance_part as current (guild_id, scope, reason, set_by, since)
            values (:guild, :scope, :reason, :by, :now)
            on conflict (guild_id, scope)
            do update set reason = excluded.reason, set_by = excluded.set_by
            """;
    private static final String END = "delete from maintenance where guild_id = :guild";
    private static final String END_PART =
            "delete from maintenance_part where guild_id = :guild and scope = :scope";
    private static final String REASON = "select reason from maintenance where guild_id = :guild";
    private static final String REASON_OF_PART =
            "select reason from maintenance_part where guild_id = :guild and scope = :scope";
    private static final String FORGET =
            """
            update maintenance set set_by = 'an operator'
            where guild_id = app_guild() and set_by = :user and since <= :before
            """;
    private static final String FORGET_PARTS =
            """
            update maintenance_part set set_by = 'an operator'
            where guild_id = app_guild() and set_by = :user and since <= :before
            """;
    private static final String KEPT =
            """
            select exists (
                select from maintenance where guild_id = app_guild() and set_by = :user and since <= :before)
            or exists (
                select from maintenance_part where guild_id = app_guild() and set_by = :user and since <= :before)
            """;
    private static final String EXPORT =
            "select to_jsonb(kept) from maintenance kept where guild_id = app_guild() and set_by = :user";
    private static final String EXPORT_PARTS =
            "select to_jsonb(kept) from maintenance_part kept where guild_id = app_guild() and set_by = :user";

    private MaintenanceStore() {}

    static List<Maintenance> all(Handle worker, int most) {
        return worker.createQuery(ALL)
                .bind("most", most)
                .map((row, _) ->
                        new Maintenance(
                                new GuildId(row.getLong("guild_id")),
                                MaintenanceScope.of(row.getString("scope")),
                                row.getString("reason"),
                                row.getString("set_by"),
                                row.getObject("since", OffsetDateTime.class).toInstant()))
                .list();
    }

    static void begin(UnitOfWork work, MaintenanceScope scope, String reason, String by) {
        work.write(
                1,
                about(work, scope, BEGIN, BEGIN_PART)
                        .bind("reason", reason)
                        .bind("by", by)
                        .bind("now", work.now()));
    }

    /** Whether there was any. */
    static boolean end(UnitOfWork work, MaintenanceScope scope) {
        var ended = about(work, scope, END, END_PART).execute();
        work.wrote(ended);
        return ended > 0;
    }

    private static Update about(UnitOfWork work, MaintenanceScope scope, String all, String part) {
        return bound(work, scope, work.handle().createUpdate(isAll(scope) ? all : part));
    }

    /** Why it rests in the unit's guild, if it does. */
    static Optional<String> reason(UnitOfWork work, MaintenanceScope scope) {
        var query = work.handle().createQuery(isAll(scope) ? REASON : REASON_OF_PART);
        return bound(work, scope, query).mapTo(String.class).findOne();
    }

    private static boolean isAll(MaintenanceScope scope) {
        return scope.equals(MaintenanceScope.ALL);
    }

    private static <S extends SqlStatement<S>> S bound(
            UnitOfWork work, MaintenanceScope scope, S statement) {
        var placed = statement.bind("guild", work.guild().value());
        return isAll(scope) ? placed : placed.bind("scope", scope.value());
    }

    static List<String> export(UnitOfWork work, UserId user) {
        return export(EXPORT, work, user);
    }

    static List<String> exportParts(UnitOfWork work, UserId user) {
        return export(EXPORT_PARTS, work, user);
    }

    private static List<String> export(String statement, UnitOfWork work, UserId user) {
        return work.handle()
                .createQuery(statement)
                .bind("user", user.toString())
                .mapTo(String.class)
                .list();
    }

    static boolean areKept(UnitOfWork work, UserId user, Instant before) {
        return work.handle()
                .createQuery(KEPT)
                .bind("user", user.toString())
                .bind("before", before)
                .mapTo(Boolean.class)
                .one();
    }

    static int forget(UnitOfWork work, UserId user, Instant before) {
        var forgotten = 0;
        for (var statement : List.of(FORGET, FORGET_PARTS)) {
            forgotten +=
                    work.handle()
                            .createUpdate(statement)
                            .bind("user", user.toString())
                            .bind("before", before)
                            .execute();
        }
        work.wrote(forgotten);
        return forgotten;
    }
}
