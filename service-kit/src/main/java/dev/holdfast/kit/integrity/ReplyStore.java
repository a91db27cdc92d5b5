package dev.holdfast.kit.integrity;

import dev.holdfast.kit.database.UnitOfWork;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The replies that a repeated request would get. */
final class ReplyStore {

    private static final int PAGE = 500;

    /** A request is repeated within minutes: of older ones nobody asks for the reply. */
    private static final String RECENT =
            """
            select key, command, reply::text as reply from operation
            where guild_id = app_guild() and reply is not null
              and slot in (
                ((work_now() at time zone 'UTC')::date - date '2015-01-01') % 10,
                ((work_now() at time zone 'UTC')::date - 1 - date '2015-01-01') % 10)
            order by key desc
            limit :most
            """;

    private ReplyStore() {}

    record Stored(String key, String command, String reply) {}

    /** Shows the newest of the last two days, so many at most; how many there are. */
    static long recent(UnitOfWork work, int most, Consumer<Stored> look) {
        var rows = new AtomicLong();
        work.handle()
                .createQuery(RECENT)
                .bind("most", most)
                .setFetchSize(PAGE)
                .map((row, _) ->
                        new Stored(
                                row.getString("key"),
                                row.getString("command"),
                                row.getString("reply")))
                .forEach(stored -> {
                    rows.incrementAndGet();
                    look.accept(stored);
                });
        return rows.get();
    }
}
