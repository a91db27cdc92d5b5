package dev.holdfast.kit.timeline;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.timeline.TimelineQuery.Begun;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * The kit's rows as entries of a timeline; of what was answered, only why something was refused.
 */
final class TimelineStore {

    private static final String OPERATION =
            """
            select key, cause, user_id, command, began_at, took_micros, claimed_until > work_now() as claimed,
                replays, replayed_at,
                reply ->> 'kind' as answered,
                left(case when reply ->> 'kind' = 'refusal' then reply ->> 'text'
                    when cause is not null then reply -> 'content' ->> 'text' end, 200) as words
            from operation
            """;

    /** What is done in nobody's name and for no other operation is bookkeeping. */
    private static final String OPERATIONS =
            OPERATION
                    + """
                    where guild_id = :guild and began_at > :after and (user_id <> 0 or cause is not null)
                    order by began_at, key limit :most
                    """;

    /** Two questions, each of which has an index. */
    private static final String OPERATIONS_OF_MEMBER =
            """
            (%1$s where guild_id = :guild and began_at > :after and user_id = :user
              order by began_at, key limit :most)
            union all
            (%1$s where guild_id = :guild and began_at > :after and user_id <> :user
              and cause is not null and command like 'effect %%' and position(:user::text in command) > 0
              order by began_at, key limit :most)
            order by began_at, key limit :most
            """
                    .formatted(OPERATION);

    private static final String OPERATIONS_OF =
            OPERATION
                    + """
                    where guild_id = :guild and key = any(:keys)
                      and slot = any(select (day::date - date '2015-01-01') % 10 from unnest(:days) as day)
                    order by began_at, key
                    """;
    private static final String EFFECTS =
            """
            select user_id, operation, target, ordered_at, attempt, failures, ready_at, aside_at, aside_because
            from outbox
            where guild_id = :guild and ordered_at > :after
              and (:keys::text[] is null or operation = any(:keys))
              and (:user::bigint is null or user_id = :user or position(:user::text in target) > 0)
            order by ordered_at limit :most
            """;
    private static final String TIMERS =
            """
            select user_id, operation, kind, due_at, attempt, failures, ready_at, aside_at, aside_because
            from timer
            where guild_id = :guild and due_at > :after
              and (:keys::text[] is null or operation = any(:keys))
              and (:user::bigint is null or user_id = :user or position(:user::text in subject) > 0)
            order by due_at limit :most
            """;
    private static final String AUDIT =
            """
            select user_id, operation, at, action, left(detail::text, 200) as words from audit
            where guild_id = :guild and at > :after
              and (:keys::text[] is null or operation = any(:keys))
              and (:user::bigint is null or user_id = :user or position(format('"%s"', :user) in detail::text) > 0)
            order by at, audit_id limit :most
            """;

    /** What an operation gave rise to, and what that gave rise to. */
    private static final String CHAIN =
            """
            with recursive chain (key) as (
                select :key::text
                union
                select o.key from operation o join chain on o.cause = chain.key where o.guild_id = :guild)
            select key from chain limit :most
            """;

    private static final String GUILDS =
            """
            select guild_id from operation
            where slot = (:day::date - date '2015-01-01') % 10 and key = :key limit :most
            """;

    private TimelineStore() {}

    /**
     * Which rows are wanted.
     *
     * @param keys {@code null}: of any operation
     * @param user {@code null}: of anybody
     */
    record Wanted(@Nullable List<String> keys, @Nullable UserId user, Instant after, int most) {}

    static List<TimelineEntry> operations(Wanted wanted, UnitOfWork work) {
        var statement = wanted.user() == null ? OPERATIONS : OPERATIONS_OF_MEMBER;
        return bound(statement, wanted, work).map((row, _) -> operation(row, work)).list();
    }

    static List<TimelineEntry> operations(List<String> keys, UnitOfWork work) {
        return work.handle()
                .createQuery(OPERATIONS_OF)
                .bind("guild", work.guild().value())
                .bindArray("keys", String.class, keys)
                .bindArray("days", String.class, keys.stream().map(TimelineStore::day).toList())
                .map((row, _) -> operation(row, work))
                .list();
    }

    static List<TimelineEntry> effects(Wanted wanted, UnitOfWork work) {
        return ofKeys(EFFECTS, wanted, work)
                .map((row, _) ->
                        waiting(row, "effect", row.getString("target"), "ordered_at", work))
                .list();
    }

    static List<TimelineEntry> timers(Wanted wanted, UnitOfWork work) {
        return ofKeys(TIMERS, wanted, work)
                .map((row, _) -> waiting(row, "timer", row.getString("kind"), "due_at", work))
                .list();
    }

    static List<TimelineEntry> audit(Wanted wanted, UnitOfWork work) {
        return ofKeys(AUDIT, wanted, work)
                .map((row, _) ->
                        new TimelineEntry(
                                instant(row, "at"),
                                work.guild(),
                                "audit",
                                row.getString("operation"),
                                null,
                                user(row),
                                row.getString("action"),
                                "noted",
                                row.getString("words")))
                .list();
    }

    /** The key itself, and those of what it gave rise to. */
    static List<String> chain(String key, int most, UnitOfWork work) {
        return work.handle()
                .createQuery(CHAIN)
                .bind("guild", work.guild().value())
                .bind("key", key)
                .bind("most", most)
                .mapTo(String.class)
                .list();
    }

    static List<Begun> begun(List<TimelineEntry> operations) {
        return operations.stream().map(it -> new Begun(it.operation(), it.at())).toList();
    }

    /** Where the worker sees an operation of that key. */
    static List<Long> guilds(OperationKey key, int most, Handle worker) {
        return worker.createQuery(GUILDS)
                .bind("key", key.value())
                .bind("day", day(key.value()))
                .bind("most", most)
                .mapTo(Long.class)
                .list();
    }

    private static String day(String key) {
        return OperationKey.of(key).day().toString();
    }

    private static Query ofKeys(String statement, Wanted wanted, UnitOfWork work) {
        var keys = wanted.keys();
        return keys == null
                ? bound(statement, wanted, work).bindNull("keys", java.sql.Types.ARRAY)
                : bound(statement, wanted, work).bindArray("keys", String.class, keys);
    }

    private static Query bound(String statement, Wanted wanted, UnitOfWork work) {
        var user = wanted.user();
        return work.handle()
                .createQuery(statement)
                .bind("guild", work.guild().value())
                .bind("user", user == null ? null : Long.valueOf(user.value()))
                .bind("after", wanted.after().atOffset(ZoneOffset.UTC))
                .bind("most", wanted.most());
    }

    /** One that ended an effect or a timer is shown as that. */
    private static TimelineEntry operation(ResultSet row, UnitOfWork work) throws SQLException {
        var cause = row.getString("cause");
        var command = row.getString("command");
        var space = command.indexOf(' ');
        var ends = cause != null && space > 0;
        return new TimelineEntry(
                instant(row, "began_at"),
                work.guild(),
                ends ? command.substring(0, space) : "operation",
                row.getString("key"),
                cause,
                user(row),
                ends ? command.substring(space + 1) : command,
                ends ? first(row.getString("words")) : state(row),
                ends ? rest(row.getString("words")) : detail(row));
    }

    private static String state(ResultSet row) throws SQLException {
        return switch (row.getString("answered")) {
            case null -> row.getBoolean("claimed") ? "running" : "interrupted";
            case "refusal" -> "refused";
            default -> "done";
        };
    }

    private static String detail(ResultSet row) throws SQLException {
        var took = row.getLong("took_micros");
        var taken = row.wasNull() ? "" : String.format(Locale.ROOT, "took %.1f ms", took / 1_000.0);
        var answer =
                switch (row.getString("answered")) {
                    case null -> "";
                    case "refusal" -> "“%s”".formatted(row.getString("words"));
                    case "message" -> "answered to all";
                    case "whisper" -> "answered to them alone";
                    case "update" -> "changed its message";
                    case "modal" -> "opened a window";
                    case String other -> other;
                };
        return Stream.of(answer, taken, again(row))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String again(ResultSet row) throws SQLException {
        var replays = row.getInt("replays");
        return replays == 0
                ? ""
                : "answered again %s, last at %s"
                        .formatted(
                                replays == 1 ? "once" : replays + " times",
                                instant(row, "replayed_at"));
    }

    private static TimelineEntry waiting(
            ResultSet row, String kind, String subject, String at, UnitOfWork work)
            throws SQLException {
        var isDead = row.getObject("aside_at") != null;
        var attempts = row.getInt("attempt");
        var tried =
                attempts == 0
                        ? "not tried yet"
                        : "attempt %d, %d failed".formatted(attempts, row.getInt("failures"));
        return new TimelineEntry(
                instant(row, at),
                work.guild(),
                kind,
                row.getString("operation"),
                null,
                user(row),
                subject,
                isDead ? "dead letter" : "waiting",
                isDead ? tried + ": " + row.getString("aside_because") : tried);
    }

    private static String first(@Nullable String words) {
        return words == null ? "ended" : words.split("[;:, ]", 2)[0];
    }

    private static String rest(@Nullable String words) {
        return words == null
                ? ""
                : words.substring(first(words).length()).replaceFirst("^[;:,]? *", "");
    }

    private static @Nullable UserId user(ResultSet row) throws SQLException {
        var user = row.getLong("user_id");
        return user == 0 ? null : new UserId(user);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
