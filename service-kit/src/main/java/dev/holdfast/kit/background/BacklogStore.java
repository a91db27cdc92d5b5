package dev.holdfast.kit.background;

import dev.holdfast.kit.command.IntegrityCheck.Finding;
import dev.holdfast.kit.database.UnitOfWork;

/** Counts the rows that should not wait any more. */
final class BacklogStore {

    static final String OVERDUE_TIMERS =
            """
            select count(*) filter (where due_at < work_now() - interval '5 min' and aside_at is null) as faults,
                count(*) as rows from timer where guild_id = :guild
            """;
    static final String OVERDUE_EFFECTS =
            """
            select count(*) filter (where ordered_at < work_now() - interval '15 min' and aside_at is null) as faults,
                count(*) as rows from outbox where guild_id = :guild
            """;
    static final String DEAD_TIMERS =
            """
            select count(*) filter (where aside_at is not null) as faults, count(*) as rows
            from timer where guild_id = :guild
            """;
    static final String DEAD_EFFECTS =
            """
            select count(*) filter (where aside_at is not null) as faults, count(*) as rows
            from outbox where guild_id = :guild
            """;

    private BacklogStore() {}

    static Finding look(UnitOfWork work, String counts) {
        return work.handle()
                .createQuery(counts)
                .bind("guild", work.guild().value())
                .map((row, _) -> finding(row.getLong("faults"), row.getLong("rows")))
                .one();
    }

    private static Finding finding(long faults, long rows) {
        return faults == 0
                ? new Finding.Sound(rows)
                : new Finding.Broken("%d of %d rows".formatted(faults, rows));
    }
}
