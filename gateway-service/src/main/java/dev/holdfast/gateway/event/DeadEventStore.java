package dev.holdfast.gateway.event;

import dev.holdfast.kit.database.UnitOfWork;

/**
 * Single events that a service refused: the guild's unit of work tells them again or drops them.
 */
final class DeadEventStore {

    static final String DROP =
            "delete from refused_event where guild_id = :guild and place = :place";

    /** Behind what waits for the service. */
    static final String RETRY =
            """
            with again as (
                delete from refused_event where guild_id = :guild and place = :place
                returning guild_id, service, key, note
            ), parked as (
                insert into parked_event (guild_id, service, key, note) select * from again
                on conflict (guild_id, service, key) do nothing
            )
            insert into parked_lane as lane (guild_id, service) select guild_id, service from again
            on conflict (guild_id, service) do update set ready_at = lane.ready_at
            """;

    private DeadEventStore() {}

    static boolean change(UnitOfWork work, String statement, long place) {
        var changed =
                work.handle()
                        .createUpdate(statement)
                        .bind("guild", work.guild().value())
                        .bind("place", place)
                        .execute();
        work.wrote(changed);
        return changed == 1;
    }
}
