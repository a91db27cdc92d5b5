package dev.holdfast.health.alert;

import dev.holdfast.kit.database.UnitOfWork;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;

/** What routes were told; what was told is never taken back. */
final class DeliveryStore {

    private static final String TOLD =
            """
            insert into alert_delivery as known (incident_id, route, step, at) values (:incident, :route, :step, :at)
            on conflict (incident_id, route) do update set step = excluded.step, at = excluded.at
            where known.step < excluded.step
            """;
    private static final String SINCE =
            """
            select incident_id, route, step, at from alert_delivery
            where at >= :since or incident_id = any (:open) order by at desc limit :most
            """;
    private static final String FORGET = "delete from alert_delivery where at < :before";

    private DeliveryStore() {}

    static void write(UnitOfWork work, Delivery delivery) {
        work.wrote(
                work.handle()
                        .createUpdate(TOLD)
                        .bind("incident", delivery.incident())
                        .bind("route", delivery.route())
                        .bind("step", delivery.told().step())
                        .bind("at", delivery.at().atOffset(ZoneOffset.UTC))
                        .execute());
    }

    static List<Delivery> since(UnitOfWork work, Instant since, Collection<Long> open, int most) {
        return work.handle()
                .createQuery(SINCE)
                .bind("since", since.atOffset(ZoneOffset.UTC))
                .bindArray("open", Long.class, open)
                .bind("most", most)
                .map((row, _) ->
                        new Delivery(
                                row.getLong("incident_id"),
                                row.getString("route"),
                                Told.of(row.getInt("step")),
                                row.getTimestamp("at").toInstant()))
                .list();
    }

    static void forget(UnitOfWork work, Instant before) {
        work.wrote(
                work.handle()
                        .createUpdate(FORGET)
                        .bind("before", before.atOffset(ZoneOffset.UTC))
                        .execute());
    }
}
