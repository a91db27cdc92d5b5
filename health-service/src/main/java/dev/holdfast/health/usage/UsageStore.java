package dev.holdfast.health.usage;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.GuildId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Reads usage: a guild's in its unit of work, the whole bot's (guild 0) as the worker. */
final class UsageStore {

    /** With what is not rolled up yet. */
    private static final String DAYS =
            """
            select at, command, done, refused, failed, away, slow, latency from usage_period
            where guild_id = :guild and span = 'day' and at >= :from and at < :until
            union all
            select date_trunc('day', at, 'UTC'), command, done, refused, failed, away, slow, latency from usage_minute
            where guild_id = :guild and not rolled and at >= :from and at < :until
            """;

    private static final String MEMBERS =
            """
            select day, joined, departed, sketch, active from usage_members
            where guild_id = :guild and day >= :from and day < :until order by day
            """;
    private static final String SATISFACTION =
            """
            select count(*) as people, coalesce(avg(score), 0) as score from feedback
            where guild_id = :guild and given_at >= :from and given_at < :until
            """;
    private static final String SATISFACTION_EVERYWHERE =
            """
            select count(*) as people, coalesce(avg(score), 0) as score from feedback
            where given_at >= :from and given_at < :until
            """;
    private static final String WORDS =
            """
            select score, words from feedback where words <> '' and given_at >= :from order by given_at desc limit :most
            """;
    private static final String SERVERS =
            """
            select count(*) filter (where left_at is null) as here,
                count(*) filter (where joined_at >= :from) as joined,
                count(*) filter (where left_at >= :from) as departed,
                count(*) filter (where joined_at >= :earlier and joined_at < :from) as grown,
                count(*) filter (where joined_at >= :earlier and joined_at < :from
                    and (left_at is null or left_at >= joined_at + interval '30 days')) as stayed
            from usage_server
            """;
    private static final String SIZE = "select pg_database_size(current_database())";
    private static final String MINUTES =
            """
            select at, sum(done) as done, sum(refused) as refused, sum(failed) as failed, sum(away) as away,
                sum(slow) as slow
            from usage_minute where guild_id = 0 and at >= :from group by at
            """;

    private UsageStore() {}

    /** What became of a command on a day, or in a part of it. */
    record DayRow(Instant day, String command, Counts counts, Latency latency) {}

    /** What the bot's commands came to in a minute. */
    record MinuteRow(Instant at, Counts counts) {}

    /** How the unit's guild uses the bot. */
    static UsageFigures figures(UnitOfWork work, TimeRange range) {
        return UsageFigures.of(
                days(work.handle(), work.guild(), range),
                members(work.handle(), work.guild(), range),
                satisfaction(work.handle(), work.guild(), range));
    }

    static List<DayRow> days(Handle handle, GuildId guild, TimeRange range) {
        return handle.createQuery(DAYS)
                .bind("guild", guild.value())
                .bind("from", range.from())
                .bind("until", range.until())
                .map((row, _) ->
                        new DayRow(
                                RollupStore.at(row),
                                row.getString("command"),
                                RollupStore.counts(row),
                                RollupStore.latency(row)))
                .list();
    }

    static List<MemberDay> members(Handle handle, GuildId guild, TimeRange range) {
        return handle.createQuery(MEMBERS)
                .bind("guild", guild.value())
                .bind("from", range.from())
                .bind("until", range.until())
                .map((row, _) -> member(row))
                .list();
    }

    private static MemberDay member(ResultSet row) throws SQLException {
        var sketch = row.getBytes("sketch");
        var active = sketch == null ? row.getInt("active") : SketchReader.of(sketch).estimate();
        var day = row.getObject("day", OffsetDateTime.class).toInstant();
        return new MemberDay(day, row.getInt("joined"), row.getInt("departed"), active);
    }

    private static Satisfaction satisfaction(Handle handle, GuildId guild, TimeRange range) {
        return handle.createQuery(SATISFACTION)
                .bind("guild", guild.value())
                .bind("from", range.from())
                .bind("until", range.until())
                .map((row, _) -> satisfaction(row))
                .one();
    }

    static Satisfaction satisfactionEverywhere(Handle worker, TimeRange range) {
        return worker.createQuery(SATISFACTION_EVERYWHERE)
                .bind("from", range.from())
                .bind("until", range.until())
                .map((row, _) -> satisfaction(row))
                .one();
    }

    private static Satisfaction satisfaction(ResultSet row) throws SQLException {
        return new Satisfaction(row.getLong("people"), row.getDouble("score"));
    }

    /** The newest words that people added, in all guilds. */
    static List<Growth.Words> words(Handle worker, Instant from, int most) {
        return worker.createQuery(WORDS)
                .bind("from", from)
                .bind("most", most)
                .map((row, _) -> new Growth.Words(row.getInt("score"), row.getString("words")))
                .list();
    }

    /**
     * How the bot's servers became more.
     *
     * @param earlier those that came between then and {@code range.from()} were to stay 30 days
     */
    static Growth.Servers servers(Handle worker, TimeRange range, Instant earlier) {
        return worker.createQuery(SERVERS)
                .bind("from", range.from())
                .bind("earlier", earlier)
                .map((row, _) ->
                        new Growth.Servers(
                                row.getLong("here"),
                                row.getLong("joined"),
                                row.getLong("departed"),
                                row.getLong("grown"),
                                row.getLong("stayed")))
                .one();
    }

    /** How many bytes the database takes. */
    static long size(Handle worker) {
        return worker.createQuery(SIZE).mapTo(Long.class).one();
    }

    /** The whole bot's minutes, as far as they arrived. */
    static List<MinuteRow> minutes(Handle worker, Instant from) {
        return worker.createQuery(MINUTES)
                .bind("from", from)
                .map((row, _) -> new MinuteRow(RollupStore.at(row), RollupStore.counts(row)))
                .list();
    }
}
