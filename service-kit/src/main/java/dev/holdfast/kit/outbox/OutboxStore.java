package dev.holdfast.kit.outbox;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.observe.Span;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Rows of effects and orders: the guild's unit of work reads and ends them, the worker claims them.
 */
@Singleton
record OutboxStore(WorkerConnection worker, OutboxMessageStore messages) {

    private static final String ADD =
            """
            insert into outbox (guild_id, user_id, operation, traceparent, target, effect, reason, expires_at, listener,
                note, urgent, ordered_at, ready_at)
            values (:guild, :user, app_operation(), :parent, :target, :message::json, :reason, :expires, :listener,
                :note, :urgent, :now, :now)
            """;

    /** Keys are remembered for seven days: what is a day older than this could be done twice. */
    private static final Duration LONGEST_ORDER = Duration.ofDays(6);

    /**
     * What is urgent takes along what it must not overtake. A row that is in use is being claimed
     * or ended: to wait for it could be a deadlock with what its end writes.
     */
    private static final String HURRY =
            """
            update outbox o set urgent = true
            from (
                select guild_id, effect_id from outbox
                where guild_id = :guild and target = :target and not urgent
                for no key update skip locked) free
            where o.guild_id = free.guild_id and o.effect_id = free.effect_id
            """;

    /** An earlier effect on the same target goes first, unless it is a dead letter. */
    private static final String CLAIM =
            """
            with heads as (
                select o.guild_id, o.effect_id, o.first_sent_at
                from outbox o
                where o.urgent = :urgent and o.ready_at <= work_now() and o.guild_id <> all(:without)
                  and (o.listener = '' or o.listener = any(:listeners))
                  and not exists (
                    select from outbox earlier
                    where earlier.guild_id = o.guild_id and earlier.target = o.target
                      and earlier.effect_id < o.effect_id and earlier.aside_at is null)
                order by o.ready_at
                limit :most
                for update of o skip locked)
            update outbox o
            set attempt = o.attempt + 1, first_sent_at = coalesce(o.first_sent_at, work_now()),
                ready_at = work_now() + make_interval(secs => :lease)
            from heads h
            where o.guild_id = h.guild_id and o.effect_id = h.effect_id
            returning o.guild_id, o.effect_id, o.attempt, o.failures, h.first_sent_at, work_now() as claimed_at
            """;

    private static final String PUT_OFF =
            """
            update outbox
            set ready_at = work_now() + make_interval(secs => :wait), failures = failures + :failures
            where guild_id = :guild and effect_id = :effect and attempt = :attempt
            """;
    private static final String SET_ASIDE =
            """
            update outbox
            set ready_at = 'infinity', failures = failures + 1, aside_at = work_now(), aside_because = :because
            where guild_id = :guild and effect_id = :effect and attempt = :attempt
            """;
    private static final String READ =
            """
            select key, user_id, operation, traceparent, effect, reason, expires_at, ordered_at, listener, note from outbox
            where guild_id = :guild and effect_id = :effect and attempt = :attempt
            """;

    /** Whoever claimed it later has made this attempt void. */
    private static final String END =
            """
            delete from outbox
            where guild_id = :guild and effect_id = :effect and attempt = :attempt
            returning key, user_id, operation, traceparent, effect, reason, expires_at, ordered_at, listener, note
            """;

    private static final String BACKLOG =
            """
            select count(*) as waiting,
                coalesce(extract(epoch from work_now() - min(ordered_at)), 0) as oldest,
                count(*) filter (where aside) as aside
            from (select ordered_at, aside_at is not null as aside from outbox order by ready_at limit :most) as counted
            """;

    /** A row to be written. */
    private record NewRow(
            String target,
            String message,
            String reason,
            @Nullable Instant expires,
            String listener,
            String note,
            Urgency urgency) {}

    /** How much there is; counted up to a bound. */
    record Backlog(long waiting, double oldestSeconds, long deadLetters) {}

    void add(UnitOfWork work, EffectRequest wanted) {
        add(
                work,
                new NewRow(
                        wanted.orderKey(),
                        messages.write(wanted.effect()),
                        wanted.reason(),
                        wanted.expires(),
                        wanted.listener(),
                        wanted.note(),
                        wanted.urgency()));
        if (wanted.urgency() == Urgency.URGENT && !wanted.effect().addsMessage()) {
            hurry(work, wanted.orderKey());
        }
    }

    /** What waits on the target is urgent from now on. */
    void hurry(UnitOfWork work, String target) {
        work.wrote(
                work.handle()
                        .createUpdate(HURRY)
                        .bind("guild", work.guild().value())
                        .bind("target", target)
                        .execute());
    }

    void add(UnitOfWork work, OrderRequest wanted) {
        var latest = work.now().plus(LONGEST_ORDER);
        var deadline = wanted.expires();
        var subject = wanted.subject().isEmpty() ? UUID.randomUUID() : wanted.subject();
        var target = OutboxListeners.OF_ORDERS + subject;
        add(
                work,
                new NewRow(
                        target,
                        messages.write(wanted),
                        "",
                        deadline == null || deadline.isAfter(latest) ? latest : deadline,
                        OutboxListeners.OF_ORDERS + wanted.listener(),
                        wanted.note(),
                        wanted.urgency()));
        if (wanted.urgency() == Urgency.URGENT) {
            hurry(work, target);
        }
    }

    private static void add(UnitOfWork work, NewRow row) {
        work.write(
                1,
                work.handle()
                        .createUpdate(ADD)
                        .bind("guild", work.guild().value())
                        .bind("user", work.user().value())
                        .bind("parent", work.operation().map(Span::parentOf).orElse(""))
                        .bind("target", row.target())
                        .bind("message", row.message())
                        .bind("reason", row.reason())
                        .bind("expires", row.expires())
                        .bind("listener", row.listener())
                        .bind("note", row.note())
                        .bind("urgent", row.urgency() == Urgency.URGENT)
                        .bind("now", work.now()));
    }

    /**
     * Claims the first of each target that may be sent now, and says that it is being sent.
     *
     * @param without whose are left for later
     */
    List<OutboxClaim> claim(
            Urgency urgency,
            Set<String> listeners,
            Set<GuildId> without,
            int most,
            Duration lease) {
        var guilds = without.stream().map(GuildId::value).toArray(Long[]::new);
        return worker.commit(handle ->
                handle.createQuery(CLAIM)
                        .bindArray("listeners", String.class, listeners.toArray())
                        .bind("urgent", urgency == Urgency.URGENT)
                        .bindArray("without", Long.class, (Object[]) guilds)
                        .bind("most", most)
                        .bind("lease", lease.toMillis() / 1_000.0)
                        .map((row, _) -> claim(row, urgency))
                        .list());
    }

    void putOff(OutboxClaim claim, Duration wait, int failures) {
        worker.commit(handle ->
                handle.createUpdate(PUT_OFF)
                        .bind("wait", wait.toMillis() / 1_000.0)
                        .bind("failures", failures)
                        .bind("guild", claim.guild().value())
                        .bind("effect", claim.effect())
                        .bind("attempt", claim.attempt())
                        .execute());
    }

    /** Whether it was still ours to give up. */
    boolean markDead(OutboxClaim claim, String because) {
        return worker.commit(handle ->
                handle.createUpdate(SET_ASIDE)
                                .bind("because", because)
                                .bind("guild", claim.guild().value())
                                .bind("effect", claim.effect())
                                .bind("attempt", claim.attempt())
                                .execute()
                        == 1);
    }

    Backlog backlog(int most) {
        return worker.commit(handle ->
                handle.createQuery(BACKLOG)
                        .bind("most", most)
                        .map((row, _) ->
                                new Backlog(row.getLong(1), row.getDouble(2), row.getLong(3)))
                        .one());
    }

    /** Empty where the claim is void. */
    Optional<StoredMessage> read(UnitOfWork work, OutboxClaim claim) {
        return stored(work.handle().createQuery(READ), claim);
    }

    /** Ends the effect, as part of the unit of work; empty where the claim is void. */
    Optional<StoredMessage> end(UnitOfWork work, OutboxClaim claim) {
        var ended = stored(work.handle().createQuery(END), claim);
        ended.ifPresent(_ -> work.wrote(1));
        return ended;
    }

    private Optional<StoredMessage> stored(Query query, OutboxClaim claim) {
        return query.bind("guild", claim.guild().value())
                .bind("effect", claim.effect())
                .bind("attempt", claim.attempt())
                .map((row, _) -> stored(row, claim))
                .findOne();
    }

    private StoredMessage stored(ResultSet row, OutboxClaim claim) throws SQLException {
        return new StoredMessage(
                messages.read(row, claim),
                new UserId(row.getLong("user_id")),
                row.getString("operation"),
                row.getString("traceparent"),
                row.getObject("ordered_at", OffsetDateTime.class).toInstant(),
                row.getString("listener"),
                row.getString("note"));
    }

    private static OutboxClaim claim(ResultSet row, Urgency urgency) throws SQLException {
        return new OutboxClaim(
                new GuildId(row.getLong("guild_id")),
                row.getLong("effect_id"),
                row.getInt("attempt"),
                row.getInt("failures"),
                OutboxMessageStore.instant(row, "first_sent_at"),
                row.getObject("claimed_at", OffsetDateTime.class).toInstant(),
                urgency);
    }
}
