package dev.holdfast.toy.kudos;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.UserId;

/** How many kudos each member has received. */
final class KudosStore {

    private static final String ADD =
            """
            insert into kudos as k (guild_id, user_id, received, counted_at) values (app_guild(), :user, :worth, work_now())
            on conflict (guild_id, user_id) do update set received = k.received + :worth, counted_at = work_now()
            returning received
            """;
    private static final String MEMBERS =
            "select count(*) from kudos where guild_id = app_guild() and received > 0";
    private static final String NOBODY =
            "select count(*) from kudos where guild_id = app_guild() and user_id <= 0";

    private KudosStore() {}

    /** So many more for the member; how many they have now. */
    static long add(UnitOfWork work, UserId user, long worth) {
        var received =
                work.handle()
                        .createQuery(ADD)
                        .bind("user", user.value())
                        .bind("worth", worth)
                        .mapTo(Long.class)
                        .one();
        work.wrote(1);
        return received;
    }

    static long members(UnitOfWork work) {
        return work.handle().createQuery(MEMBERS).mapTo(Long.class).one();
    }

    /** Rows of somebody who cannot be a member. */
    static long ofNobody(UnitOfWork work) {
        return work.handle().createQuery(NOBODY).mapTo(Long.class).one();
    }
}
