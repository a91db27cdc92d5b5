package dev.holdfast.gateway.event;

import dev.holdfast.kit.command.IntegrityCheck.Finding;
import dev.holdfast.kit.database.UnitOfWork;
import java.util.Map;
import java.util.stream.Collectors;

/** Statements that find events that wait for too long, or that their service refused. */
final class ParkingFaultStore {

    static final String OVERDUE =
            """
            select count(*) as rows, (array_agg(
                format('event %s for %s waits since %s', place, service,
                    to_char(parked_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS"Z"')) order by place)
                filter (where parked_at < work_now() - interval '30 min'))[1 : 5] as some
            from parked_event where guild_id = app_guild()
            """;
    static final String REFUSED =
            """
            select count(*) as rows, (array_agg(
                format('event %s was refused by %s at %s', place, service,
                    to_char(refused_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS"Z"')) order by place))[1 : 5] as some
            from refused_event where guild_id = app_guild()
            """;

    private static final String NOTES =
            "select place, note::text as note from parked_event where guild_id = app_guild() order by place limit :most";

    private ParkingFaultStore() {}

    /** The oldest that wait, by their place, as they are stored. */
    static Map<Long, String> notes(UnitOfWork work, int most) {
        return work
                .handle()
                .createQuery(NOTES)
                .bind("most", most)
                .map((row, _) -> Map.entry(row.getLong("place"), row.getString("note")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    static Finding find(UnitOfWork work, String faults) {
        return work.handle()
                .createQuery(faults)
                .map((row, _) -> {
                    var rows = row.getLong("rows");
                    var some = row.getArray("some");
                    return some == null
                            ? new Finding.Sound(rows)
                            : new Finding.Broken(
                                    "%d events: %s"
                                            .formatted(
                                                    rows,
                                                    String.join("; ", (String[]) some.getArray())));
                })
                .one();
    }
}
