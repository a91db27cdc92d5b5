package dev.holdfast.kit.probe;

import dev.holdfast.kit.database.UnitOfWork;

/** Counts per member. */
final class TallyStore {

    private static final String OPEN =
            "insert into tally (guild_id, user_id) values (:guild, :user) on conflict do nothing";
    private static final String ADD =
            "update tally set total = total + :by where guild_id = :guild and user_id = :user returning total";

    private TallyStore() {}

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
