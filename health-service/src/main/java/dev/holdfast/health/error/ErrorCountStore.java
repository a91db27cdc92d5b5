package dev.holdfast.health.error;

import dev.holdfast.kit.database.UnitOfWork;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** How often errors happened, by the hour and by the day. */
final class ErrorCountStore {

    private static final String ADD_HOUR =
            """
            insert into error_hour as known (group_id, hour, count)
            values (:group, date_trunc('hour', :at::timestamptz, 'UTC'), :added)
            on conflict (group_id, hour) do update set count = known.count + excluded.count
            """;
    private static final String ADD_DAY =
            """
            insert into error_day as known (group_id, day, count)
            values (:group, (:at::timestamptz at time zone 'UTC')::date, :added)
            on conflict (group_id, day) do update set count = known.count + excluded.count
            """;
    private static final String SUDDENNESS =
            """
            with hour as (select date_trunc('hour', work_now(), 'UTC') as now)
            select coalesce(sum(count) filter (where h.hour = hour.now), 0) as now,
                coalesce(sum(count) filter (where h.hour < hour.now), 0) as before
            from hour, error_hour h
            where h.group_id = :group and h.hour between hour.now - interval '24 hours' and hour.now
            """;
    private static final String DAYS =
            """
            select day.day::date as day, coalesce(d.count, 0) as count
            from generate_series((work_now() at time zone 'UTC')::date - (:days - 1),
                (work_now() at time zone 'UTC')::date, interval '1 day') as day (day)
            left join error_day d on d.group_id = :group and d.day = day.day::date
            order by day.day
            """;
    private static final String FORGET_HOURS =
            "delete from error_hour where hour < work_now() - interval '35 days'";
    private static final String FORGET_DAYS =
            "delete from error_day where day < (work_now() at time zone 'UTC')::date - 730";

    private ErrorCountStore() {}

    /**
     * So many of a day.
     *
     * @param day in UTC
     */
    record DayCount(LocalDate day, long count) {}

    static void add(UnitOfWork work, long group, Instant at, long added) {
        for (var add : List.of(ADD_HOUR, ADD_DAY)) {
            work.write(
                    1,
                    work.handle()
                            .createUpdate(add)
                            .bind("group", group)
                            .bind("at", at)
                            .bind("added", added));
        }
    }

    static Suddenness suddenness(UnitOfWork work, long group) {
        return work.handle()
                .createQuery(SUDDENNESS)
                .bind("group", group)
                .map((row, _) -> new Suddenness(row.getLong("now"), row.getLong("before")))
                .one();
    }

    /** The last days up to today, the oldest first; each of them, with 0 where there were none. */
    static List<DayCount> days(UnitOfWork work, long group, int days) {
        return work.handle()
                .createQuery(DAYS)
                .bind("group", group)
                .bind("days", days)
                .map((row, _) ->
                        new DayCount(row.getObject("day", LocalDate.class), row.getLong("count")))
                .list();
    }

    /** Hours older than 35 days, and days older than two years. */
    static void prune(UnitOfWork work) {
        work.wrote(work.handle().createUpdate(FORGET_HOURS).execute());
        work.wrote(work.handle().createUpdate(FORGET_DAYS).execute());
    }
}
