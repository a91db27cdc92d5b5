package dev.holdfast.kit.probe;

import dev.holdfast.kit.database.UnitOfWork;
import java.util.OptionalLong;

/** Counts per member. */
final class TallyStore {

    private static final String ADD =
            """
            insert into tally as t (guild_id, user_id, total) values (:guild, :user, :by)
            on conflict (guild_id, user_id) do update set total = t.total + excluded.total
            returning total
            """;

    private static final String TOTAL =
            "select total from tally where guild_id = :guild and user_id = :user";

    private TallyStore() {}

    static OptionalLong total(UnitOfWork work, long user) {
        return work.handle()
                .createQuery(TOTAL)
                .bind("guild", work.guild().value())
                .bind("user", user)
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    static long add(UnitOfWork work, long user, long by) {
        var total =
                work.handle()
                        .createQuery(ADD)
                        .bind("by", by)
                        .bind("guild", work.guild().value())
                        .bind("user", user)
                        .mapTo(Long.class)
                        .one();
        work.wrote(1);
        return total;
    }
}
