package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.protocol.GuildId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When the bot's place in a guild is read again. */
final class PlaceStore {

    private static final String WANT =
            """
            insert into place_wanted as old (guild_id, ready_at) values (app_guild(), work_now())
            on conflict (guild_id) do update
            set generation = old.generation + 1, ready_at = least(old.ready_at, work_now())
            """;
    private static final String DUE =
            "select guild_id from place_wanted where ready_at <= work_now() order by ready_at limit :most";
    private static final String CLAIM =
            """
            update place_wanted set ready_at = work_now() + :wait * interval '1 ms'
            where guild_id = app_guild() and ready_at <= work_now() returning generation
            """;
    private static final String DONE =
            """
            update place_wanted set ready_at = work_now() + :wait * interval '1 ms'
            where guild_id = app_guild() and generation = :generation
            """;

    private static final String DROP = "delete from place_wanted where guild_id = app_guild()";

    private PlaceStore() {}

    static void want(UnitOfWork work) {
        work.write(1, work.handle().createUpdate(WANT));
    }

    /** The bot is not in the guild any more. */
    static void drop(UnitOfWork work) {
        work.wrote(work.handle().createUpdate(DROP).execute());
    }

    static List<GuildId> due(WorkerConnection worker, int most) {
        return worker.commit(handle ->
                handle.createQuery(DUE)
                        .bind("most", most)
                        .mapTo(Long.class)
                        .map(GuildId::new)
                        .list());
    }

    /** Which generation is to be read; empty: somebody else does. */
    static Optional<Long> claim(UnitOfWork work, Duration wait) {
        var claimed =
                work.handle()
                        .createQuery(CLAIM)
                        .bind("wait", wait.toMillis())
                        .mapTo(Long.class)
                        .findOne();
        work.wrote(claimed.isPresent() ? 1 : 0);
        return claimed;
    }

    /** It was read; what has changed since is read at once. */
    static void done(UnitOfWork work, long generation, Duration wait) {
        work.wrote(
                work.handle()
                        .createUpdate(DONE)
                        .bind("wait", wait.toMillis())
                        .bind("generation", generation)
                        .execute());
    }
}
