package dev.holdfast.gateway.event;

import dev.holdfast.kit.database.PersonalRows;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.UserId;
import java.time.Instant;
import java.util.List;

/** Events of the unit's guild that name a person, wherever in them that is. */
final class PersonalEventStore {

    private static final String EXPORT =
            """
            select to_jsonb(kept) from <table> kept
            where guild_id = app_guild() and strpos(note::text, :named) > 0
            order by place desc limit :most
            """;
    private static final String KEPT =
            """
            select exists (
                select from parked_event
                where guild_id = app_guild() and strpos(note::text, :named) > 0 and parked_at <= :before)
            or exists (
                select from refused_event
                where guild_id = app_guild() and strpos(note::text, :named) > 0 and refused_at <= :before)
            """;
    private static final String FORGET_PARKED =
            """
            delete from parked_event
            where guild_id = app_guild() and strpos(note::text, :named) > 0 and parked_at <= :before
            """;
    private static final String FORGET_REFUSED =
            """
            delete from refused_event
            where guild_id = app_guild() and strpos(note::text, :named) > 0 and refused_at <= :before
            """;

    private PersonalEventStore() {}

    /** Newest first. */
    static List<String> export(String table, UserId user, UnitOfWork work) {
        return work.handle()
                .createQuery(EXPORT)
                .define("table", table)
                .bind("named", named(user))
                .bind("most", PersonalRows.MOST)
                .mapTo(String.class)
                .list();
    }

    static boolean areKept(UserId user, Instant before, UnitOfWork work) {
        return work.handle()
                .createQuery(KEPT)
                .bind("named", named(user))
                .bind("before", before)
                .mapTo(Boolean.class)
                .one();
    }

    static int forget(UserId user, Instant before, UnitOfWork work) {
        var forgotten = 0;
        for (var statement : List.of(FORGET_PARKED, FORGET_REFUSED)) {
            forgotten +=
                    work.handle()
                            .createUpdate(statement)
                            .bind("named", named(user))
                            .bind("before", before)
                            .execute();
        }
        work.wrote(forgotten);
        return forgotten;
    }

    /** Ids are text in JSON. */
    private static String named(UserId user) {
        return "\"%s\"".formatted(user);
    }
}
