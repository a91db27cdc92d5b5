package dev.holdfast.kit.background;

import dev.holdfast.kit.command.IntegrityCheck.Finding;
import dev.holdfast.kit.database.UnitOfWork;

/** Finds the rows that should not wait any more, and names the oldest of them. */
final class BacklogStore {

    static final String OVERDUE_TIMERS =
            """
            select count(*) filter (where late) as faults, count(*) as rows,
                (array_agg(format('timer %s (%s of %s) was due at %s', timer_id, kind, left(subject, 60),
                    to_char(due_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS"Z"')) order by due_at)
                    filter (where late))[1 : 5] as oldest
            from (
                select *, due_at < work_now() - interval '5 min' and aside_at is null as late
                from timer where guild_id = :guild) each
            """;
    static final String OVERDUE_EFFECTS =
            """
            select count(*) filter (where late) as faults, count(*) as rows,
                (array_agg(format('effect %s on %s waits since %s', effect_id, left(target, 60),
                    to_char(ordered_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS"Z"')) order by ordered_at)
                    filter (where late))[1 : 5] as oldest
            from (
                select *, ordered_at < work_now() - interval '15 min' and aside_at is null as late
                from outbox where guild_id = :guild) each
            """;
    static final String DEAD_TIMERS =
            """
            select count(aside_at) as faults, count(*) as rows,
                (array_agg(format('timer %s (%s of %s) was given up at %s', timer_id, kind, left(subject, 60),
                    to_char(aside_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS"Z"')) order by aside_at)
                    filter (where aside_at is not null))[1 : 5] as oldest
            from timer where guild_id = :guild
            """;
    static final String DEAD_EFFECTS =
            """
            select count(aside_at) as faults, count(*) as rows,
                (array_agg(format('effect %s on %s was given up at %s', effect_id, left(target, 60),
                    to_char(aside_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS"Z"')) order by aside_at)
                    filter (where aside_at is not null))[1 : 5] as oldest
            from outbox where guild_id = :guild
            """;

    private BacklogStore() {}

    static Finding look(UnitOfWork work, String counts) {
        return work.handle()
                .createQuery(counts)
                .bind("guild", work.guild().value())
                .map((row, _) -> {
                    var faults = row.getLong("faults");
                    var rows = row.getLong("rows");
                    var oldest = row.getArray("oldest");
                    return oldest == null
                            ? new Finding.Sound(rows)
                            : finding(faults, rows, (String[]) oldest.getArray());
                })
                .one();
    }

    private static Finding finding(long faults, long rows, String... oldest) {
        return new Finding.Broken(
                "%d of %d rows: %s".formatted(faults, rows, String.join(", ", oldest)));
    }
}
