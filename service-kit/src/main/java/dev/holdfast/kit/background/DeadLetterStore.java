package dev.holdfast.kit.background;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.protocol.GuildId;
import java.time.OffsetDateTime;
import java.util.List;

/** Dead letters among effects and timers: the worker finds them, the guild changes them. */
final class DeadLetterStore {

    // A dead letter is ready never, which is indexed.
    static final String EFFECTS =
            """
            select guild_id, effect_id as row, target as what, operation, aside_at, aside_because from outbox
            where ready_at = 'infinity' and aside_at is not null
            order by aside_at desc limit :most
            """;
    static final String TIMERS =
            """
            select guild_id, timer_id as row, kind as what, operation, aside_at, aside_because from timer
            where ready_at = 'infinity' and aside_at is not null
            order by aside_at desc limit :most
            """;
    static final String RETRY_EFFECT =
            """
            update outbox set ready_at = work_now(), failures = 0, aside_at = null, aside_because = null
            where guild_id = :guild and effect_id = :row and aside_at is not null
            """;
    static final String RETRY_TIMER =
            """
            update timer set ready_at = work_now(), failures = 0, aside_at = null, aside_because = null
            where guild_id = :guild and timer_id = :row and aside_at is not null
            """;
    static final String DROP_EFFECT =
            "delete from outbox where guild_id = :guild and effect_id = :row and aside_at is not null";
    static final String DROP_TIMER =
            "delete from timer where guild_id = :guild and timer_id = :row and aside_at is not null";

    private DeadLetterStore() {}

    static List<DeadLetter> newest(
            WorkerConnection worker, String statement, String kind, int most) {
        return worker.commit(handle ->
                handle.createQuery(statement)
                        .bind("most", most)
                        .map((row, _) ->
                                new DeadLetter(
                                        kind,
                                        new GuildId(row.getLong("guild_id")),
                                        row.getLong("row"),
                                        row.getString("what"),
                                        row.getString("operation"),
                                        row.getObject("aside_at", OffsetDateTime.class).toInstant(),
                                        row.getString("aside_because")))
                        .list());
    }

    static boolean change(UnitOfWork work, String statement, long row) {
        var changed =
                work.handle()
                        .createUpdate(statement)
                        .bind("guild", work.guild().value())
                        .bind("row", row)
                        .execute();
        work.wrote(changed);
        return changed == 1;
    }
}
