package dev.holdfast.roles.assignment;

import dev.holdfast.kit.command.IntegrityCheck.Finding;
import dev.holdfast.kit.database.UnitOfWork;
import org.jdbi.v3.core.statement.Query;

/** Statements that find what does not hold of claims and assignments. */
final class FaultStore {

    /** When a row was lost, the journal says; else it was since the check last held. */
    private static final String WITHOUT_ROW =
            """
            with listed as (
                select a.user_id, a.role_id, each.source, each.kind
                from assignment a cross join lateral (
                    select unnest(a.claims) as source, 'claim' as kind
                    union all select unnest(a.vetoes), 'veto') each
                where a.guild_id = app_guild()),
            missing as (
                select l.* from listed l
                left join claim c
                  on c.guild_id = app_guild() and c.user_id = l.user_id and c.role_id = l.role_id
                  and c.source = l.source and c.kind = l.kind and c.withdrawn_at is null
                where c.guild_id is null),
            shown as (
                select m.*, (
                    select max(at) from journal j
                    where j.guild_id = app_guild() and j.user_id = m.user_id and j.role_id = m.role_id
                      and j.source = m.source and j.action in ('claimed', 'vetoed')) as made, (
                    select max(at) from journal j
                    where j.guild_id = app_guild() and j.user_id = m.user_id and j.role_id = m.role_id
                      and j.source = m.source and j.action = 'lost') as lost
                from missing m order by m.user_id, m.role_id, m.source limit 20),
            sound as (
                select max(checked_at) as at from check_result
                where guild_id = app_guild() and name = :name and outcome = 'sound')
            select (select count(*) from missing) || ' claims have no row: ' || string_agg(
                format('member %s, role %s, %s, made %s, missing since %s', s.user_id, s.role_id, s.source,
                    coalesce(to_char(s.made at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS"Z"'), 'at a time not known'),
                    coalesce(
                        to_char(s.lost at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS"Z"'),
                        'some time after ' || to_char(
                            coalesce(greatest(s.made, sound.at), s.made, sound.at) at time zone 'UTC',
                            'YYYY-MM-DD HH24:MI:SS"Z"'),
                        'a time not known')),
                '; ' order by s.user_id, s.role_id, s.source)
            from shown s cross join sound
            having count(*) > 0
            """;

    private static final String NOT_LISTED =
            """
            with extra as (
                select c.user_id, c.role_id, c.source from claim c
                left join assignment a
                  on a.guild_id = app_guild() and a.user_id = c.user_id and a.role_id = c.role_id
                where c.guild_id = app_guild() and c.withdrawn_at is null
                  and (a.guild_id is null or c.source <> all (case c.kind when 'claim' then a.claims else a.vetoes end))),
            shown as (select * from extra order by user_id, role_id, source limit 20)
            select (select count(*) from extra) || ' claims were put there by nobody: ' || string_agg(
                format('member %s, role %s, %s', user_id, role_id, source), '; ' order by user_id, role_id, source)
            from shown having count(*) > 0
            """;
    private static final String STRANDED =
            """
            select 'waits for an effect that is not under way: ' || left(string_agg(
                format('member %s, role %s', a.user_id, a.role_id), '; ' order by a.user_id, a.role_id), 1000)
            from assignment a
            where a.guild_id = app_guild() and a.state = 'sent' and not exists (
                select from outbox o
                where o.guild_id = app_guild() and o.target = 'member:' || a.user_id
                  and o.listener = 'assignment' and o.note = a.generation::text)
            having count(*) > 0
            """;
    private static final String CLAIMS =
            "select count(*) from claim where guild_id = app_guild() and withdrawn_at is null";

    private FaultStore() {}

    /** Claims that were made and not withdrawn, and have no row. */
    static Finding withoutRow(UnitOfWork work, String name) {
        return found(work, work.handle().createQuery(WITHOUT_ROW).bind("name", name));
    }

    /** Rows of claims that were not made here, such as those that a restore put back. */
    static Finding notListed(UnitOfWork work) {
        return find(work, NOT_LISTED);
    }

    /** Assignments whose effect is gone without an outcome. */
    static Finding stranded(UnitOfWork work) {
        return find(work, STRANDED);
    }

    private static Finding find(UnitOfWork work, String faults) {
        return found(work, work.handle().createQuery(faults));
    }

    private static Finding found(UnitOfWork work, Query faults) {
        return faults.mapTo(String.class)
                .findOne()
                .<Finding>map(Finding.Broken::new)
                .orElseGet(() ->
                        new Finding.Sound(
                                work.handle().createQuery(CLAIMS).mapTo(Long.class).one()));
    }
}
