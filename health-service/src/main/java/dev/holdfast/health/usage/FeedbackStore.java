package dev.holdfast.health.usage;

import dev.holdfast.kit.database.UnitOfWork;
import java.time.Instant;

/** What people think of the bot, once a day each. */
final class FeedbackStore {

    private static final String ADD =
            """
            insert into feedback (guild_id, user_id, day, score, words, given_at)
            values (app_guild(), :user, :day, :score, :words, work_now())
            on conflict (guild_id, user_id, day) do nothing
            """;

    private FeedbackStore() {}

    /** Whether it is the person's first of that day. */
    static boolean add(UnitOfWork work, Instant day, long score, String words) {
        var added =
                work.handle()
                        .createUpdate(ADD)
                        .bind("user", work.user().value())
                        .bind("day", day)
                        .bind("score", score)
                        .bind("words", words)
                        .execute();
        work.wrote(added);
        return added == 1;
    }
}
