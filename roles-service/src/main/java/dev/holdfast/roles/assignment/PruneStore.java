package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.UnitOfWork;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.statement.Update;

/**
 * Deletes what has been over for long, some rows at a time. Nothing that stands, that is under way,
 * or that an integrity check reads. By the rows' places, which no plan makes slow: rows that are
 * locked do not move.
 */
final class PruneStore {

    /**
     * Not while the assignment is on its way: then the claim says why. Nor while a timer may end
     * it: a new claim of the same source would have its generation.
     */
    private static final String CLAIMS =
            """
            delete from claim where guild_id = app_guild() and ctid = any (array(
                select c.ctid from claim c
                where c.guild_id = app_guild() and c.withdrawn_at < :before and c.source <> all (:kept)
                  and not exists (
                    select from assignment a
                    where a.guild_id = app_guild() and a.user_id = c.user_id and a.role_id = c.role_id
                      and a.state <> 'settled')
                  and not exists (
                    select from timer t
                    where t.guild_id = app_guild() and t.kind = :kind
                      and t.subject = format('%s:%s:%s', c.user_id, c.role_id, c.source))
                limit :most for update of c skip locked))
            """;

    private static final String ASSIGNMENTS =
            """
            delete from assignment where guild_id = app_guild() and ctid = any (array(
                select a.ctid from assignment a
                where a.guild_id = app_guild() and a.wanted is null and a.state = 'settled'
                  and a.claims = '{}' and a.vetoes = '{}' and a.changed_at < :before
                  and not exists (
                    select from claim c
                    where c.guild_id = app_guild() and c.user_id = a.user_id and c.role_id = a.role_id)
                limit :most for update of a skip locked))
            """;

    /** When a claim that stands was made, or its row was lost, a check reads. */
    private static final String JOURNAL =
            """
            with page as materialized (
                select ctid as place, journal.* from journal
                where guild_id = app_guild() and entry_id > :after order by entry_id limit :most),
            gone as (
                delete from journal where guild_id = app_guild() and ctid = any (array(
                    select p.place from page p
                    where p.at < :before and not (p.action in ('claimed', 'vetoed', 'lost') and exists (
                        select from assignment a
                        where a.guild_id = app_guild() and a.user_id = p.user_id and a.role_id = p.role_id
                          and p.source = any (a.claims || a.vetoes)))))
                returning 1)
            select (select count(*) from gone) as gone,
                case when count(*) = :most and max(at) < :before then max(entry_id) end as last
            from page
            """;

    private PruneStore() {}

    /** A page of the journal was looked at. */
    private record Looked(int gone, OptionalLong last) {}

    /**
     * Claims that were withdrawn before then.
     *
     * @param kept sources whose claims stay
     * @return how many it deleted
     */
    static int claims(UnitOfWork work, Set<Source> kept, Instant before, int most) {
        var update =
                work.handle()
                        .createUpdate(CLAIMS)
                        .bind("kind", ClaimEnd.KIND)
                        .bindArray(
                                "kept",
                                String.class,
                                kept.stream().map(Source::toString).toArray());
        return delete(work, update, before, most);
    }

    /**
     * Assignments of which nothing has been wanted since then.
     *
     * @return how many it deleted
     */
    static int assignments(UnitOfWork work, Instant before, int most) {
        return delete(work, work.handle().createUpdate(ASSIGNMENTS), before, most);
    }

    private static int delete(UnitOfWork work, Update update, Instant before, int most) {
        var rows = update.bind("before", before).bind("most", most).execute();
        work.wrote(rows);
        return rows;
    }

    /**
     * Lines of the journal older than that, of a page of it.
     *
     * @param after the last line of the page before; 0: from the beginning
     * @return the page's last line; empty where younger ones follow, or none
     */
    static OptionalLong journal(UnitOfWork work, long after, Instant before, int most) {
        var looked =
                work.handle()
                        .createQuery(JOURNAL)
                        .bind("after", after)
                        .bind("before", before)
                        .bind("most", most)
                        .map((row, _) -> {
                            var last = row.getLong("last");
                            var isLast = row.wasNull();
                            return new Looked(
                                    row.getInt("gone"),
                                    isLast ? OptionalLong.empty() : OptionalLong.of(last));
                        })
                        .one();
        work.wrote(looked.gone());
        return looked.last();
    }
}
