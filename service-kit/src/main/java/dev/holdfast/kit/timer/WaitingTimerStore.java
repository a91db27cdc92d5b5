package dev.holdfast.kit.timer;

import dev.holdfast.kit.database.UnitOfWork;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The guild's timers that wait. */
final class WaitingTimerStore {

    private static final int PAGE = 500;
    private static final String WAITING =
            """
            select timer_id, kind, subject, due_at, generation, payload, set_at > work_now() - interval '15 min' as young
            from timer where guild_id = app_guild() and aside_at is null
            """;

    private WaitingTimerStore() {}

    /**
     * A row.
     *
     * @param timer {@code null}: it is none that could have been set
     * @param young whether it was set a short while ago
     */
    record Waiting(long id, String kind, @Nullable Timer timer, boolean young) {}

    /** Shows each of them; how many there are. */
    static long each(UnitOfWork work, Consumer<Waiting> look) {
        var rows = new AtomicLong();
        work.handle()
                .createQuery(WAITING)
                .setFetchSize(PAGE)
                .map((row, _) -> waiting(row))
                .forEach(waiting -> {
                    rows.incrementAndGet();
                    look.accept(waiting);
                });
        return rows.get();
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        return new Waiting(
                row.getLong("timer_id"),
                row.getString("kind"),
                timer(row),
                row.getBoolean("young"));
    }

    private static @Nullable Timer timer(ResultSet row) throws SQLException {
        try {
            return new Timer(
                    row.getString("kind"),
                    row.getString("subject"),
                    row.getObject("due_at", OffsetDateTime.class).toInstant(),
                    row.getLong("generation"),
                    row.getString("payload"));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
