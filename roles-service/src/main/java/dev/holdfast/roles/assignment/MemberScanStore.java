package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far the members of guilds were read. */
final class MemberScanStore {

    private static final String DUE =
            "select guild_id from walk where due_at <= work_now() order by due_at limit :most";
    private static final String SCHEDULE =
            """
            insert into walk as w (guild_id, due_at) values (app_guild(), :due)
            on conflict (guild_id) do update
            set last_read = 0, due_at = excluded.due_at where w.due_at is null or w.due_at > excluded.due_at or w.last_read > 0
            """;
    private static final String PUT_OFF =
            """
            update walk set due_at = work_now() + :wait * interval '1 ms' where guild_id = app_guild() and due_at is not null
            """;
    private static final String FORBIDDEN =
            """
            update walk set forbidden_since = coalesce(forbidden_since, work_now()) where guild_id = app_guild()
            """;
    private static final String IS_FORBIDDEN =
            "select count(*) from walk where guild_id = app_guild() and forbidden_since is not null";
    private static final String STOP =
            "update walk set last_read = 0, due_at = null where guild_id = app_guild()";
    private static final String WALKING =
            "select count(*) from walk where guild_id = app_guild() and (last_read > 0 or due_at <= work_now())";
    private static final String CURSOR =
            "select last_read from walk where guild_id = app_guild() and due_at is not null";

    /** Another run of the job may have been faster. */
    private static final String MOVE =
            "update walk set last_read = :next, forbidden_since = null where guild_id = app_guild() and last_read = :after";

    private static final String END =
            """
            update walk set last_read = 0, ended_at = work_now(), due_at = work_now() + :wait * interval '1 ms',
                forbidden_since = null
            where guild_id = app_guild() and last_read = :after
            """;

    private MemberScanStore() {}

    static List<GuildId> due(WorkerConnection worker, int most) {
        return worker.commit(handle ->
                handle.createQuery(DUE)
                        .bind("most", most)
                        .mapTo(Long.class)
                        .map(GuildId::new)
                        .list());
    }

    /** Begins anew then, or when it is due anyway. */
    static void schedule(UnitOfWork work, Instant due) {
        work.wrote(work.handle().createUpdate(SCHEDULE).bind("due", due).execute());
    }

    static void putOff(UnitOfWork work, Duration wait) {
        work.wrote(work.handle().createUpdate(PUT_OFF).bind("wait", wait.toMillis()).execute());
    }

    /** Discord does not let us list members. */
    static void forbidden(UnitOfWork work) {
        work.wrote(work.handle().createUpdate(FORBIDDEN).execute());
    }

    /** Whether it did not the last time. */
    static boolean isForbidden(UnitOfWork work) {
        return work.handle().createQuery(IS_FORBIDDEN).mapTo(Long.class).one() > 0;
    }

    static void stop(UnitOfWork work) {
        work.wrote(work.handle().createUpdate(STOP).execute());
    }

    static boolean walking(UnitOfWork work) {
        return work.handle().createQuery(WALKING).mapTo(Long.class).one() > 0;
    }

    /** Who was read last, 0 at the beginning; empty where there is nothing to read. */
    static List<Long> cursor(UnitOfWork work) {
        return work.handle().createQuery(CURSOR).mapTo(Long.class).list();
    }

    /**
     * Moves on.
     *
     * @param next {@code null}: that was the last page
     * @param pause from one walk to the next
     * @return whether the page was still to be read
     */
    static boolean move(UnitOfWork work, long after, @Nullable UserId next, Duration pause) {
        var update =
                next == null
                        ? work.handle().createUpdate(END).bind("wait", pause.toMillis())
                        : work.handle().createUpdate(MOVE).bind("next", next.value());
        var rows = update.bind("after", after).execute();
        work.wrote(rows);
        return rows == 1;
    }
}
