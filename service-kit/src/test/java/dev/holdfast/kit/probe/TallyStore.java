package dev.holdfast.kit.probe;

import dev.holdfast.kit.database.UnitOfWork;
import java.util.OptionalLong;

/** Counts per member. */
final class TallyStore {

    private static final String OPEN =
            "insert into tally (guild_id, user_id) values (:guild, :user) on conflict do nothing";
    private static final String ADD =
            "update tally set total = total + :by where guild_id = :guild and user_id = :user returning total";

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
        work.handle()
                .createUpdate(OPEN)
                .bind("guild", work.guild().value())
                .bind("user", user)
                .execute();
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
