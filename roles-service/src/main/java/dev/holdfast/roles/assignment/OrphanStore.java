package dev.holdfast.roles.assignment;

import dev.holdfast.kit.command.IntegrityCheck.Finding;
import dev.holdfast.kit.database.UnitOfWork;
import org.jdbi.v3.core.mapper.RowMapper;

/** Statements that find claims without the timer that ends them, and timers without their claim. */
final class OrphanStore {

    private static final String WITHOUT_TIMER =
            """
            with ending as (
                select user_id, role_id, source, until, exists (
                    select from timer t
                    where t.guild_id = app_guild() and t.kind = :kind and t.generation = c.generation
                      and t.subject = format('%s:%s:%s', c.user_id, c.role_id, c.source)) as timed
                from claim c
                where c.guild_id = app_guild() and c.withdrawn_at is null and c.until is not null)
            select count(*) as rows, count(*) filter (where not timed) as faults, (array_agg(
                format('member %s, role %s, %s, until %s', user_id, role_id, source,
                    to_char(until at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS"Z"'))
                order by until) filter (where not timed))[1 : 10] as some
            from ending
            """;

    /** Who is forgotten takes their timers along, and what is pruned has none. */
    private static final String WITHOUT_CLAIM =
            """
            with waiting as (
                select t.timer_id, t.subject, t.due_at, c.guild_id is not null as claimed
                from timer t
                left join claim c on c.guild_id = app_guild()
                  and t.subject = format('%s:%s:%s', c.user_id, c.role_id, c.source)
                where t.guild_id = app_guild() and t.kind = :kind)
            select count(*) as rows, count(*) filter (where not claimed) as faults, (array_agg(
                format('timer %s of %s, due at %s', timer_id, left(subject, 100),
                    to_char(due_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS"Z"'))
                order by timer_id) filter (where not claimed))[1 : 10] as some
            from waiting
            """;

    private OrphanStore() {}

    /** Claims that are to end, and that nothing ends. */
    static Finding claimsWithoutTimer(UnitOfWork work) {
        return work.handle()
                .createQuery(WITHOUT_TIMER)
                .bind("kind", ClaimEnd.KIND)
                .map(finding("%d of %d roles for a time have nothing that ends them: %s"))
                .one();
    }

    /** Timers that are to end a claim of which there is no row. */
    static Finding timersWithoutClaim(UnitOfWork work) {
        return work.handle()
                .createQuery(WITHOUT_CLAIM)
                .bind("kind", ClaimEnd.KIND)
                .map(finding("%d of %d timers are to end claims that are gone: %s"))
                .one();
    }

    private static RowMapper<Finding> finding(String sentence) {
        return (row, _) -> {
            var some = row.getArray("some");
            return some == null
                    ? new Finding.Sound(row.getLong("rows"))
                    : new Finding.Broken(
                            sentence.formatted(
                                    row.getLong("faults"),
                                    row.getLong("rows"),
                                    String.join("; ", (String[]) some.getArray())));
        };
    }
}
