package dev.holdfast.health.statuspage;

import dev.holdfast.health.probe.Component;
import dev.holdfast.kit.database.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** The sums of each day, and until when each component's time is in them. */
final class DayStore {

    /** More components and days than anybody is shown. */
    private static final int MOST = 20_000;

    private static final String FIRST =
            """
            insert into status_count (component, counted_until) values (:component, 'epoch') on conflict do nothing
            """;
    private static final String LOCK =
            "select counted_until from status_count where component = :component for update";
    private static final String MOVE =
            "update status_count set counted_until = :until where component = :component";
    private static final String ADD =
            """
            insert into status_day as kept (component, day, well_millis, degraded_millis, down_millis)
            values (:component, :day, :well, :degraded, :down)
            on conflict (component, day) do update set
                well_millis = kept.well_millis + excluded.well_millis,
                degraded_millis = kept.degraded_millis + excluded.degraded_millis,
                down_millis = kept.down_millis + excluded.down_millis
            """;
    private static final String COUNTED = "select component, counted_until from status_count";
    private static final String DAYS =
            """
            select component, day, well_millis, degraded_millis, down_millis from status_day
            where day >= :first order by day desc, component limit :most
            """;
    private static final String PRUNE = "delete from status_day where day < :before";
    private static final String PRUNE_COUNTS =
            """
            delete from status_count where counted_until < :before
            """;

    private DayStore() {}

    /** Until when it is counted. Nobody else counts it until this work has ended. */
    static Instant lock(UnitOfWork work, Component component) {
        var name = component.toString();
        var _ = work.handle().createUpdate(FIRST).bind("component", name).execute();
        return work.handle()
                .createQuery(LOCK)
                .bind("component", name)
                .map((row, _) -> row.getTimestamp("counted_until").toInstant())
                .one();
    }

    static void move(UnitOfWork work, Component component, Instant until) {
        work.write(
                1,
                work.handle()
                        .createUpdate(MOVE)
                        .bind("component", component.toString())
                        .bind("until", until));
    }

    static void add(UnitOfWork work, Component component, DaySum sum) {
        work.write(
                1,
                work.handle()
                        .createUpdate(ADD)
                        .bind("component", component.toString())
                        .bind("day", sum.day())
                        .bind("well", sum.well().toMillis())
                        .bind("degraded", sum.degraded().toMillis())
                        .bind("down", sum.down().toMillis()));
    }

    /** Until when each component is counted. */
    static Map<Component, Instant> counted(UnitOfWork work) {
        var counted = new HashMap<Component, Instant>();
        work.handle()
                .createQuery(COUNTED)
                .map((row, _) ->
                        Map.entry(
                                Component.parse(row.getString("component")),
                                row.getTimestamp("counted_until").toInstant()))
                .forEach(entry -> counted.put(entry.getKey(), entry.getValue()));
        return counted;
    }

    /** The days from that one on. */
    static Map<Component, Map<LocalDate, DaySum>> days(UnitOfWork work, LocalDate first) {
        var days = new HashMap<Component, Map<LocalDate, DaySum>>();
        work.handle()
                .createQuery(DAYS)
                .bind("first", first)
                .bind("most", MOST)
                .map((row, _) ->
                        Map.entry(
                                Component.parse(row.getString("component")),
                                new DaySum(
                                        row.getObject("day", LocalDate.class),
                                        Duration.ofMillis(row.getLong("well_millis")),
                                        Duration.ofMillis(row.getLong("degraded_millis")),
                                        Duration.ofMillis(row.getLong("down_millis")))))
                .forEach(entry ->
                        days.computeIfAbsent(entry.getKey(), _ -> new HashMap<>())
                                .put(entry.getValue().day(), entry.getValue()));
        return days;
    }

    /** Forgets what is older. */
    static void prune(UnitOfWork work, LocalDate before) {
        work.wrote(work.handle().createUpdate(PRUNE).bind("before", before).execute());
        work.wrote(work.handle().createUpdate(PRUNE_COUNTS).bind("before", before).execute());
    }
}
