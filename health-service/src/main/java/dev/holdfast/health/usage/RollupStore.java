package dev.holdfast.health.usage;

import dev.holdfast.health.usage.Period.Span;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.protocol.GuildId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jdbi.v3.core.statement.SqlStatement;

/** Adds a guild's minutes to their hours and days. */
final class RollupStore {

    private static final String GUILDS =
            """
            select distinct guild_id from usage_minute
            where not rolled and guild_id > :after order by guild_id limit :page
            """;

    private static final String TAKE =
            """
            select place, at, command, done, refused, failed, away, slow, latency from usage_minute
            where guild_id = app_guild() and not rolled order by at, place limit :most for update
            """;
    private static final String ROLLED =
            """
            update usage_minute set rolled = true
            where guild_id = app_guild() and not rolled and place = any (:places)
            """;

    /** Whoever adds to the same period waits from here on. */
    private static final String BEGIN =
            """
            insert into usage_period (guild_id, span, at, command, done, refused, failed, away, slow, latency)
            select app_guild(), span, at, command, 0, 0, 0, 0, 0, '' from unnest(:spans, :ats::timestamptz[], :commands)
                as period (span, at, command)
            order by span, at, command
            on conflict do nothing
            """;

    private static final String READ =
            """
            select p.span, p.at, p.command, p.done, p.refused, p.failed, p.away, p.slow, p.latency
            from usage_period p join unnest(:spans, :ats::timestamptz[], :commands) as period (span, at, command)
                using (span, at, command)
            where p.guild_id = app_guild()
            order by p.span, p.at, p.command for update of p
            """;
    private static final String WRITE =
            """
            update usage_period p
            set done = sum.done, refused = sum.refused, failed = sum.failed, away = sum.away, slow = sum.slow,
                latency = decode(sum.latency, 'base64')
            from unnest(:spans, :ats::timestamptz[], :commands, :done, :refused, :failed, :away, :slow, :latencies)
                as sum (span, at, command, done, refused, failed, away, slow, latency)
            where p.guild_id = app_guild() and p.span = sum.span and p.at = sum.at and p.command = sum.command
            """;

    private RollupStore() {}

    /** A minute that no period has yet. */
    record Minute(long place, Instant at, String command, Counts counts, Latency latency) {}

    static List<GuildId> guilds(WorkerConnection worker, long after, int page) {
        return worker.commit(handle ->
                handle.createQuery(GUILDS)
                        .bind("after", after)
                        .bind("page", page)
                        .mapTo(Long.class)
                        .map(GuildId::new)
                        .list());
    }

    static List<Minute> take(UnitOfWork work, int most) {
        return work.handle()
                .createQuery(TAKE)
                .bind("most", most)
                .map((row, _) ->
                        new Minute(
                                row.getLong("place"),
                                at(row),
                                row.getString("command"),
                                counts(row),
                                latency(row)))
                .list();
    }

    static void rolled(UnitOfWork work, List<Minute> minutes) {
        work.write(
                minutes.size(),
                work.handle()
                        .createUpdate(ROLLED)
                        .bindArray("places", Long.class, each(minutes, Minute::place)));
    }

    /** Begins the periods that are new, locks them all, and tells what they hold. */
    static SortedMap<Period, PeriodSum> read(UnitOfWork work, List<Period> periods) {
        work.wrote(bound(work.handle().createUpdate(BEGIN), periods).execute());
        var sums = new TreeMap<Period, PeriodSum>();
        bound(work.handle().createQuery(READ), periods)
                .map((row, _) -> {
                    var span = Span.of(row.getString("span"));
                    var sum = new PeriodSum();
                    sum.add(counts(row), latency(row));
                    return Map.entry(new Period(span, at(row), row.getString("command")), sum);
                })
                .forEach(each -> sums.put(each.getKey(), each.getValue()));
        return sums;
    }

    static void write(UnitOfWork work, SortedMap<Period, PeriodSum> sums) {
        var periods = List.copyOf(sums.keySet());
        var values = List.copyOf(sums.values());
        work.write(
                sums.size(),
                bound(work.handle().createUpdate(WRITE), periods)
                        .bindArray("done", Long.class, each(values, it -> it.counts().done()))
                        .bindArray("refused", Long.class, each(values, it -> it.counts().refused()))
                        .bindArray("failed", Long.class, each(values, it -> it.counts().failed()))
                        .bindArray("away", Long.class, each(values, it -> it.counts().away()))
                        .bindArray("slow", Long.class, each(values, it -> it.counts().slow()))
                        .bindArray(
                                "latencies",
                                String.class,
                                each(
                                        values,
                                        it ->
                                                Base64.getEncoder()
                                                        .encodeToString(it.latency().encoded()))));
    }

    private static <S extends SqlStatement<S>> S bound(S statement, List<Period> periods) {
        return statement
                .bindArray("spans", String.class, each(periods, it -> it.span().word()))
                .bindArray("ats", String.class, each(periods, it -> it.at().toString()))
                .bindArray("commands", String.class, each(periods, Period::command));
    }

    static Counts counts(ResultSet row) throws SQLException {
        return new Counts(
                row.getLong("done"),
                row.getLong("refused"),
                row.getLong("failed"),
                row.getLong("away"),
                row.getLong("slow"));
    }

    static Latency latency(ResultSet row) throws SQLException {
        return Latency.of(row.getBytes("latency"));
    }

    static Instant at(ResultSet row) throws SQLException {
        return row.getObject("at", OffsetDateTime.class).toInstant();
    }

    private static <E, T> List<T> each(List<E> rows, Function<E, T> part) {
        return rows.stream().map(part).toList();
    }
}
