package dev.holdfast.health.usage;

import dev.holdfast.kit.database.UnitOfWork;
import java.time.Instant;

/** Since when the bot is in the unit's guild. */
final class ServerStore {

    private static final String JOINED =
            """
            insert into usage_server (guild_id, joined_at) values (app_guild(), :joined)
            on conflict (guild_id) do update set joined_at = excluded.joined_at, left_at = null
            """;

    /** Since when, is told apart. */
    private static final String SEEN =
            """
            insert into usage_server as known (guild_id) values (app_guild())
            on conflict (guild_id) do update set left_at = null where known.left_at is not null
            """;

    private static final String LEFT =
            """
            insert into usage_server as known (guild_id, left_at) values (app_guild(), work_now())
            on conflict (guild_id) do update set left_at = coalesce(known.left_at, work_now())
            """;

    private ServerStore() {}

    static void joined(UnitOfWork work, Instant joined) {
        work.wrote(work.handle().createUpdate(JOINED).bind("joined", joined).execute());
    }

    static void seen(UnitOfWork work) {
        work.wrote(work.handle().createUpdate(SEEN).execute());
    }

    static void left(UnitOfWork work) {
        work.wrote(work.handle().createUpdate(LEFT).execute());
    }
}
