package dev.holdfast.gateway.operator;

import dev.holdfast.kit.database.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What operators are yet to be told or were told in the last 30 days, and when they were last. */
final class OperatorStore {

    private static final String NOTE =
            """
            insert into operator_alert (guild_id, service, key, text, at)
            values (:guild, :service, :key, :text, :now)
            on conflict (guild_id, service, key) do nothing
            """;
    private static final String WAITS =
            "select exists (select 1 from operator_alert where guild_id = 0 and told_at is null)";
    private static final String FIRST =
            """
            insert into operator_message (guild_id, told_at) values (:guild, '-infinity')
            on conflict (guild_id) do nothing
            """;

    /** One gateway at a time: who comes meanwhile waits here for its end. */
    private static final String TURN =
            """
            update operator_message set told_at = :now where guild_id = :guild and told_at <= :before
            """;

    /** Its row stays, so that the same order, should it come again, notes nothing. */
    private static final String TAKE =
            """
            update operator_alert set told_at = :now
            where guild_id = :guild and (service, key) in (
                select service, key from operator_alert
                where guild_id = :guild and told_at is null order by at, service, key limit :most
            )
            returning service, text, at, key
            """;

    private static final String FORGET =
            "delete from operator_alert where guild_id = :guild and told_at < :before";

    private OperatorStore() {}

    /** One that waits. */
    record Waiting(OffsetDateTime at, String service, String key, String text) {}

    static void note(UnitOfWork work, String service, String key, String text) {
        work.wrote(
                work.handle()
                        .createUpdate(NOTE)
                        .bind("guild", work.guild().value())
                        .bind("service", service)
                        .bind("key", key)
                        .bind("text", text)
                        .bind("now", work.now())
                        .execute());
    }

    static boolean waits(Handle worker) {
        return worker.createQuery(WAITS).mapTo(Boolean.class).one();
    }

    /** Whether it is time for a message; from now on the next one waits for as long. */
    static boolean turn(UnitOfWork work, Duration pause) {
        var guild = work.guild().value();
        work.wrote(work.handle().createUpdate(FIRST).bind("guild", guild).execute());
        var taken =
                work.handle()
                        .createUpdate(TURN)
                        .bind("guild", guild)
                        .bind("now", work.now())
                        .bind("before", work.now().minus(pause).atOffset(ZoneOffset.UTC))
                        .execute();
        work.wrote(taken);
        return taken > 0;
    }

    /** Forgets what was told before then. */
    static void forget(UnitOfWork work, Instant before) {
        work.wrote(
                work.handle()
                        .createUpdate(FORGET)
                        .bind("guild", work.guild().value())
                        .bind("before", before.atOffset(ZoneOffset.UTC))
                        .execute());
    }

    /** Takes what waits, in no order. */
    static List<Waiting> take(UnitOfWork work, int most) {
        var taken =
                work.handle()
                        .createQuery(TAKE)
                        .bind("guild", work.guild().value())
                        .bind("most", most)
                        .bind("now", work.now())
                        .map((row, _) ->
                                new Waiting(
                                        row.getObject("at", OffsetDateTime.class),
                                        row.getString("service"),
                                        row.getString("key"),
                                        row.getString("text")))
                        .list();
        work.wrote(taken.size());
        return taken;
    }
}
