package dev.holdfast.kit.command;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.GuildId;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** What each integrity check found last in each guild. */
final class CheckStore {

    private static final String ALLOW = "select set_config('statement_timeout', :millis, true)";
    private static final String STORE =
            """
            insert into check_result (guild_id, name, outcome, looked_at, detail, checked_at)
            values (app_guild(), :name, :outcome, :rows, :detail, work_now())
            on conflict (guild_id, name) do update
            set outcome = excluded.outcome, looked_at = excluded.looked_at, detail = excluded.detail,
                checked_at = excluded.checked_at
            """;
    private static final String SINCE =
            """
            select guild_id from check_result
            where name = :name and guild_id = any (:guilds) and checked_at >= :since
            """;
    private static final String SUMMARIES =
            """
            select name, count(*) filter (where outcome <> 'unchecked') as guilds,
                   coalesce(sum(looked_at), 0) as rows, count(*) filter (where outcome = 'broken') as broken,
                   count(*) filter (where outcome = 'unchecked') as unchecked, min(checked_at) as oldest
            from check_result group by name
            """;
    private static final String GUILDS =
            """
            select guild_id from check_result where name = :name and outcome = :outcome
            order by guild_id limit :most
            """;
    private static final String DETAIL =
            "select detail from check_result where guild_id = app_guild() and name = :name";

    private CheckStore() {}

    /** What became of looking at a guild. */
    enum State {
        SOUND,
        BROKEN,
        UNCHECKED;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What is stored of a check, of all guilds.
     *
     * @param oldest when the guild was looked at that waits for longest
     */
    record Summary(long guilds, long rows, long broken, long unchecked, Instant oldest) {}

    /** No statement of the unit of work may take longer. */
    static void allow(UnitOfWork work, Duration longest) {
        work.handle()
                .createQuery(ALLOW)
                .bind("millis", Long.toString(longest.toMillis()))
                .mapTo(String.class)
                .one();
    }

    static void store(UnitOfWork work, String name, State state, long rows, String detail) {
        work.write(
                1,
                work.handle()
                        .createUpdate(STORE)
                        .bind("name", name)
                        .bind("outcome", state.word())
                        .bind("rows", rows)
                        .bind("detail", detail));
    }

    /** Those of the guilds that were looked at since. */
    static Set<GuildId> since(Handle worker, String name, List<GuildId> guilds, Instant since) {
        return worker
                .createQuery(SINCE)
                .bind("name", name)
                .bindArray("guilds", Long.class, guilds.stream().map(GuildId::value).toList())
                .bind("since", since)
                .mapTo(Long.class)
                .map(GuildId::new)
                .stream()
                .collect(Collectors.toSet());
    }

    /** By the check's name. */
    static Map<String, Summary> summaries(Handle worker) {
        return worker
                .createQuery(SUMMARIES)
                .map((row, _) ->
                        Map.entry(
                                row.getString("name"),
                                new Summary(
                                        row.getLong("guilds"),
                                        row.getLong("rows"),
                                        row.getLong("broken"),
                                        row.getLong("unchecked"),
                                        row.getObject("oldest", OffsetDateTime.class).toInstant())))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    static List<GuildId> guilds(Handle worker, String name, State state, int most) {
        return worker.createQuery(GUILDS)
                .bind("name", name)
                .bind("outcome", state.word())
                .bind("most", most)
                .mapTo(Long.class)
                .map(GuildId::new)
                .list();
    }

    static String detail(UnitOfWork work, String name) {
        return work.handle()
                .createQuery(DETAIL)
                .bind("name", name)
                .mapTo(String.class)
                .findOne()
                .orElse("");
    }
}
