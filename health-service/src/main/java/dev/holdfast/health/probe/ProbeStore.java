package dev.holdfast.health.probe;

import dev.holdfast.kit.database.UnitOfWork;
import java.time.Instant;
import java.time.OffsetDateTime;

/** What PostgreSQL says of itself, and that it takes a write. */
final class ProbeStore {

    private static final String WRITE =
            """
            insert into probe_write (one, at) values (true, clock_timestamp())
            on conflict (one) do update set at = excluded.at
            returning at
            """;

    private static final String STATISTICS =
            """
            select
                (select count(*) from pg_stat_activity) as connections,
                current_setting('max_connections')::int as most_connections,
                (select coalesce(extract(epoch from max(clock_timestamp() - xact_start)), 0)
                    from pg_stat_activity where state <> 'idle' and backend_type = 'client backend')
                    as longest_seconds,
                (select max(age(datfrozenxid)) from pg_database) as wraparound_age,
                pg_database_size(current_database()) as bytes,
                pg_has_role(current_user, 'pg_monitor', 'member') as sees_all
            """;

    private ProbeStore() {}

    /**
     * How PostgreSQL is.
     *
     * @param seesAll whether the numbers count what other roles do, too
     */
    record Statistics(
            int connections,
            int mostConnections,
            double longestSeconds,
            long wraparoundAge,
            long bytes,
            boolean seesAll) {}

    /** Writes a row; the database's own time, whatever a test makes of business time. */
    static Instant write(UnitOfWork work) {
        work.wrote(1);
        return work.handle()
                .createQuery(WRITE)
                .map((row, _) -> row.getObject("at", OffsetDateTime.class))
                .one()
                .toInstant();
    }

    static Statistics statistics(UnitOfWork work) {
        return work.handle()
                .createQuery(STATISTICS)
                .map((row, _) ->
                        new Statistics(
                                row.getInt("connections"),
                                row.getInt("most_connections"),
                                row.getDouble("longest_seconds"),
                                row.getLong("wraparound_age"),
                                row.getLong("bytes"),
                                row.getBoolean("sees_all")))
                .one();
    }
}
