package dev.holdfast.kit.alert;

import dev.holdfast.kit.database.UnitOfWork;
import java.time.Instant;
import java.time.OffsetDateTime;

/** What was told within the last while, and how often it happened since. */
final class AlertStore {

    /** Who comes at the same time waits for the first one's end, whichever instance it is. */
    private static final String COUNT =
            """
            insert into alert as told (guild_id, fingerprint, since) values (:guild, :fingerprint, :now)
            on conflict (guild_id, fingerprint) do update set more = told.more + 1
            returning more
            """;

    private static final String END =
            """
            delete from alert where guild_id = :guild and fingerprint = :fingerprint returning since, more
            """;

    private AlertStore() {}

    /** How often it happened after it was told; none after that. */
    record Repeats(Instant since, int more) {}

    /** How often it had happened before, since it was told; 0: it is to be told. */
    static int count(UnitOfWork work, String fingerprint) {
        work.wrote(1);
        return work.handle()
                .createQuery(COUNT)
                .bind("guild", work.guild().value())
                .bind("fingerprint", fingerprint)
                .bind("now", work.now())
                .mapTo(Integer.class)
                .one();
    }

    /** Ends the while in which repeats are counted. */
    static Repeats end(UnitOfWork work, String fingerprint) {
        work.wrote(1);
        return work.handle()
                .createQuery(END)
                .bind("guild", work.guild().value())
                .bind("fingerprint", fingerprint)
                .map((row, _) ->
                        new Repeats(
                                row.getObject("since", OffsetDateTime.class).toInstant(),
                                row.getInt("more")))
                .findOne()
                .orElseGet(() -> new Repeats(work.now(), 0));
    }
}
