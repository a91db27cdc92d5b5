package dev.holdfast.kit.timer;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.observe.Span;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows of timers: the guild's unit of work reads and ends them, the worker claims them. */
@Singleton
record TimerStore(WorkerConnection worker) {

    private static final String ADD =
            """
            insert into timer (guild_id, user_id, operation, traceparent, kind, feature, subject, due_at, generation,
                payload, ready_at)
            values (:guild, :user, app_operation(), :parent, :kind, :feature, :subject, :due, :generation, :payload,
                :due)
            """;
    private static final String CANCEL =
            "delete from timer where guild_id = :guild and kind = :kind and subject = :subject";

    /**
     * Those of a guild together, as they share a transaction; the guilds that wait longest first.
     */
    private static final String CLAIM =
            """
            with longest as (
                select guild_id from timer
                where ready_at <= work_now() and kind = any(:kinds)
                order by ready_at
                limit 100
            ), guilds as materialized (
                select distinct guild_id from longest limit :guilds
            ), due as (
                select ready.guild_id, ready.timer_id
                from guilds cross join lateral (
                    select guild_id, timer_id from timer
                    where guild_id = guilds.guild_id and ready_at <= work_now() and kind = any(:kinds)
                    order by ready_at
                    limit :together
                    for update skip locked) as ready)
            update timer t set attempt = t.attempt + 1, ready_at = work_now() + make_interval(secs => :lease)
            from due
            where t.guild_id = due.guild_id and t.timer_id = due.timer_id
            returning t.guild_id, t.timer_id, t.user_id, t.operation, t.traceparent, t.kind, t.attempt, t.failures,
                work_now() as claimed_at
            """;

    /** Ends those whose claim still holds: whoever claimed one later has made this attempt void. */
    private static final String END =
            """
            delete from timer t
            using unnest(:timers, :attempts) as claimed (timer_id, attempt)
            where t.guild_id = :guild and t.timer_id = claimed.timer_id and t.attempt = claimed.attempt
            returning t.timer_id, t.kind, t.subject, t.due_at, t.generation, t.payload
            """;

    private static final String PUT_OFF =
            """
            update timer set ready_at = work_now() + make_interval(secs => :wait), failures = failures + 1
            where guild_id = :guild and timer_id = :timer and attempt = :attempt
            """;
    private static final String SET_ASIDE =
            """
            update timer
            set ready_at = 'infinity', failures = failures + 1, aside_at = work_now(), aside_because = :because
            where guild_id = :guild and timer_id = :timer and attempt = :attempt
            """;
    private static final String FORGET =
            "update timer set user_id = 0 where guild_id = :guild and user_id = :user and set_at <= :before";
    private static final String FORGET_ASIDE =
            """
            delete from timer
            where guild_id = :guild and user_id = :user and aside_at is not null and set_at <= :before
            """;
    private static final String OVERDUE =
            """
            select count(*) from (
                select from timer where ready_at <= work_now() - interval '2 s' limit :most) as overdue
            """;

    /**
     * Sets one.
     *
     * @param feature whose it is; empty: the kit's
     */
    void add(UnitOfWork work, Timer timer, String feature) {
        work.write(
                1,
                work.handle()
                        .createUpdate(ADD)
                        .bind("guild", work.guild().value())
                        .bind("user", work.user().value())
                        .bind("parent", work.operation().map(Span::parentOf).orElse(""))
                        .bind("kind", timer.kind())
                        .bind("feature", feature)
                        .bind("subject", timer.subject())
                        .bind("due", timer.due())
                        .bind("generation", timer.generation())
                        .bind("payload", timer.payload()));
    }

    int cancel(UnitOfWork work, String kind, String subject) {
        var cancelled =
                work.handle()
                        .createUpdate(CANCEL)
                        .bind("guild", work.guild().value())
                        .bind("kind", kind)
                        .bind("subject", subject)
                        .execute();
        work.wrote(cancelled);
        return cancelled;
    }

    /** Claims some that are due, of so many guilds at most. */
    List<TimerClaim> claim(Set<String> kinds, int guilds, int together, Duration lease) {
        return worker.commit(handle ->
                handle.createQuery(CLAIM)
                        .bindArray("kinds", String.class, kinds.toArray())
                        .bind("guilds", guilds)
                        .bind("together", together)
                        .bind("lease", lease.toMillis() / 1_000.0)
                        .map((row, _) -> claim(row))
                        .list());
    }

    /** Ends the timers, as part of the unit of work; those whose claim is void are not in it. */
    Map<Long, Timer> end(UnitOfWork work, List<TimerClaim> claims) {
        var ended = new HashMap<Long, Timer>();
        work.handle()
                .createQuery(END)
                .bindArray("timers", Long.class, claims.stream().map(TimerClaim::timer).toArray())
                .bindArray(
                        "attempts",
                        Integer.class,
                        claims.stream().map(TimerClaim::attempt).toArray())
                .bind("guild", work.guild().value())
                .map((row, _) -> ended.put(row.getLong("timer_id"), timer(row)))
                .list();
        work.wrote(ended.size());
        return ended;
    }

    void putOff(TimerClaim claim, Duration wait) {
        worker.commit(handle ->
                handle.createUpdate(PUT_OFF)
                        .bind("wait", wait.toMillis() / 1_000.0)
                        .bind("guild", claim.guild().value())
                        .bind("timer", claim.timer())
                        .bind("attempt", claim.attempt())
                        .execute());
    }

    /** Whether it was still ours to give up. */
    boolean markDead(TimerClaim claim, String because) {
        return worker.commit(handle ->
                handle.createUpdate(SET_ASIDE)
                                .bind("because", because)
                                .bind("guild", claim.guild().value())
                                .bind("timer", claim.timer())
                                .bind("attempt", claim.attempt())
                                .execute()
                        == 1);
    }

    /** How many wait for longer than 2 s; counted up to a bound. */
    long overdue(int most) {
        return worker.commit(
                handle -> handle.createQuery(OVERDUE).bind("most", most).mapTo(Long.class).one());
    }

    int forget(UnitOfWork work, UserId user, Instant before) {
        var forgotten = 0;
        for (var statement : List.of(FORGET_ASIDE, FORGET)) {
            forgotten +=
                    work.handle()
                            .createUpdate(statement)
                            .bind("guild", work.guild().value())
                            .bind("user", user.value())
                            .bind("before", before)
                            .execute();
        }
        work.wrote(forgotten);
        return forgotten;
    }

    private static TimerClaim claim(ResultSet row) throws SQLException {
        return new TimerClaim(
                new GuildId(row.getLong("guild_id")),
                row.getLong("timer_id"),
                new UserId(row.getLong("user_id")),
                row.getString("operation"),
                row.getString("traceparent"),
                row.getString("kind"),
                row.getInt("attempt"),
                row.getInt("failures"),
                row.getObject("claimed_at", OffsetDateTime.class).toInstant());
    }

    private static Timer timer(ResultSet row) throws SQLException {
        return new Timer(
                row.getString("kind"),
                row.getString("subject"),
                row.getObject("due_at", OffsetDateTime.class).toInstant(),
                row.getLong("generation"),
                row.getString("payload"));
    }
}
