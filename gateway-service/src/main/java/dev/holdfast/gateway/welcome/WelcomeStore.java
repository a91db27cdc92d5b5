package dev.holdfast.gateway.welcome;

import dev.holdfast.kit.database.UnitOfWork;
import java.time.Instant;
import java.time.ZoneOffset;

/** The newest arrival in each guild that needs no welcome any more. */
final class WelcomeStore {

    private static final String CLAIM =
            """
            insert into welcome as known (guild_id, joined_at) values (:guild, :joined)
            on conflict (guild_id) do update set joined_at = excluded.joined_at
            where known.joined_at < excluded.joined_at
            """;

    private static final String LAST =
            """
            select exists (select 1 from welcome where guild_id = :guild and joined_at = :joined)
            """;

    private WelcomeStore() {}

    /** Whether the guild has had no newer arrival. */
    static boolean isLast(UnitOfWork work, Instant joinedAt) {
        return work.handle()
                .createQuery(LAST)
                .bind("guild", work.guild().value())
                .bind("joined", joinedAt.atOffset(ZoneOffset.UTC))
                .mapTo(Boolean.class)
                .one();
    }

    /** Whether nobody has welcomed the guild for this arrival; from now on somebody has. */
    static boolean claim(UnitOfWork work, Instant joinedAt) {
        var claimed =
                work.handle()
                        .createUpdate(CLAIM)
                        .bind("guild", work.guild().value())
                        .bind("joined", joinedAt.atOffset(ZoneOffset.UTC))
                        .execute();
        work.wrote(claimed);
        return claimed > 0;
    }
}
