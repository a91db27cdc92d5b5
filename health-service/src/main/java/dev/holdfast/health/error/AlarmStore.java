package dev.holdfast.health.error;

import dev.holdfast.kit.database.UnitOfWork;
import java.time.Duration;
import java.util.List;

/** What operators are still to be told about errors. */
final class AlarmStore {

    private static final String RAISE =
            """
            update error_group set untold = :alarm,
                frequent_at = case when :alarm = 'FREQUENT' then work_now() else frequent_at end
            where group_id = :group and (:alarm <> 'FREQUENT'
                or untold is null and coalesce(frequent_at < work_now() - interval '24 hours', true))
            """;
    private static final String UNTOLD =
            """
            select group_id, service, fingerprint, state, state_since, count, system, logger, exception, message, frames,
                first_at, first_build, last_at, last_build, fixed_build, ignored_until, operation, instance, guilds, untold
            from error_group where untold is not null order by group_id limit :most
            """;
    private static final String TOLD =
            "update error_group set untold = null where group_id = :group and untold = :alarm";
    private static final String BEGUN =
            """
            select count(*) from error_group
            where service = :service and state = 'NEW' and state_since >= work_now() - :within * interval '1 ms'
            """;

    private AlarmStore() {}

    /** A group that operators are to be told of, and why. */
    record Untold(ErrorGroup group, Alarm alarm) {}

    /** Has operators told of it; that it is frequent only once a day. */
    static void raise(UnitOfWork work, long number, Alarm alarm) {
        work.wrote(
                work.handle()
                        .createUpdate(RAISE)
                        .bind("group", number)
                        .bind("alarm", alarm.name())
                        .execute());
    }

    static List<Untold> untold(UnitOfWork work, int most) {
        return work.handle()
                .createQuery(UNTOLD)
                .bind("most", most)
                .map((row, _) ->
                        new Untold(
                                ErrorGroupStore.read(row), Alarm.valueOf(row.getString("untold"))))
                .list();
    }

    /** Whether nothing else is to be told of it by now. */
    static boolean told(UnitOfWork work, Untold untold) {
        var rows =
                work.handle()
                        .createUpdate(TOLD)
                        .bind("group", untold.group().number())
                        .bind("alarm", untold.alarm().name())
                        .execute();
        work.wrote(rows);
        return rows == 1;
    }

    /** How many groups of the service began to be known within that time. */
    static int begun(UnitOfWork work, String service, Duration within) {
        return work.handle()
                .createQuery(BEGUN)
                .bind("service", service)
                .bind("within", within.toMillis())
                .mapTo(Integer.class)
                .one();
    }
}
