package dev.holdfast.kit.person;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.UserId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;

/** Tombstones, and what the kit's own tables keep of people. */
final class PersonStore {

    private static final String BURY =
            """
            insert into tombstone as known (guild_id, user_id, forgotten_at) values (app_guild(), :user, :at)
            on conflict (guild_id, user_id) do update
            set forgotten_at = greatest(known.forgotten_at, excluded.forgotten_at)
            """;
    private static final String TOMBSTONES =
            """
            select user_id, forgotten_at from tombstone
            where guild_id = app_guild() and user_id > :after order by user_id limit :page
            """;
    private static final String FORGET_IN_RECORDS = "select forget_in_records(:user, :before)";
    private static final String FORGET_GUILD = "select forget_guild(:kept, :most)";

    private PersonStore() {}

    /** Who was forgotten, and as of when. */
    record Tombstone(UserId user, Instant forgottenAt) {}

    static void bury(UnitOfWork work, UserId user, Instant at) {
        work.write(1, work.handle().createUpdate(BURY).bind("user", user.value()).bind("at", at));
    }

    /** In the order of the users. */
    static List<Tombstone> tombstones(UnitOfWork work, long after, int page) {
        return work.handle()
                .createQuery(TOMBSTONES)
                .bind("after", after)
                .bind("page", page)
                .map((row, _) ->
                        new Tombstone(
                                new UserId(row.getLong("user_id")),
                                row.getObject("forgotten_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    static int forgetInRecords(UnitOfWork work, UserId user, Instant before) {
        var forgotten =
                work.handle()
                        .createQuery(FORGET_IN_RECORDS)
                        .bind("user", user.value())
                        .bind("before", before)
                        .mapTo(Integer.class)
                        .one();
        work.wrote(forgotten);
        return forgotten;
    }

    static int forgetGuild(UnitOfWork work, Collection<String> kept, int most) {
        var forgotten =
                work.handle()
                        .createQuery(FORGET_GUILD)
                        .bindArray("kept", String.class, kept.toArray())
                        .bind("most", most)
                        .mapTo(Integer.class)
                        .one();
        work.wrote(forgotten);
        return forgotten;
    }
}
