package dev.holdfast.gateway.maintenance;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Where the bot rests. */
final class MaintenanceStore {

    private static final String ALL =
            "select guild_id, reason, set_by, since from maintenance order by guild_id limit :most";
    private static final String BEGIN =
            """
            insert into maintenance as current (guild_id, reason, set_by, since)
            values (:guild, :reason, :by, :now)
            on conflict (guild_id) do update set reason = excluded.reason, set_by = excluded.set_by
            """;
    private static final String END = "delete from maintenance where guild_id = :guild";
    private static final String FORGET =
            """
            update maintenance set set_by = 'an operator'
            where guild_id = :guild and set_by = :user
            """;

    private MaintenanceStore() {}

    static List<Maintenance> all(Handle worker, int most) {
        return worker.createQuery(ALL)
                .bind("most", most)
                .map((row, _) ->
                        new Maintenance(
                                new GuildId(row.getLong("guild_id")),
                                row.getString("reason"),
                                row.getString("set_by"),
                                row.getObject("since", OffsetDateTime.class).toInstant()))
                .list();
    }

    static void begin(UnitOfWork work, String reason, String by) {
        work.write(
                1,
                work.handle()
                        .createUpdate(BEGIN)
                        .bind("guild", work.guild().value())
                        .bind("reason", reason)
                        .bind("by", by)
                        .bind("now", work.now()));
    }

    /** Whether there was any. */
    static boolean end(UnitOfWork work) {
        var ended = work.handle().createUpdate(END).bind("guild", work.guild().value()).execute();
        work.wrote(ended);
        return ended > 0;
    }

    static void forget(UnitOfWork work, UserId user) {
        work.wrote(
                work.handle()
                        .createUpdate(FORGET)
                        .bind("guild", work.guild().value())
                        .bind("user", user.toString())
                        .execute());
    }
}
