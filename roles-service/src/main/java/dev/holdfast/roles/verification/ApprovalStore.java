package dev.holdfast.roles.verification;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Who waits for a moderator's word, and what was decided. */
final class ApprovalStore {

    private static final String OPEN =
            """
            insert into approval_request as r
                (guild_id, user_id, generation, state, channel_id, asked_at, written_at)
            select app_guild(), :user, 1, 'open', :channel, work_now(), work_now()
            where not exists (
                select 1 from challenge c
                where c.guild_id = app_guild() and c.user_id = :user and c.paused_until > work_now())
            on conflict (guild_id, user_id) do update
            set generation = r.generation + 1, state = 'open', channel_id = :channel, asked_at = work_now(),
                decided_by = null, decided_at = null, written_at = work_now()
            where r.state <> 'open' or r.channel_id is distinct from :channel
            returning generation
            """;
    private static final String LOCK =
            "select * from approval_request where guild_id = app_guild() and user_id = :user for update";
    private static final String LOST =
            """
            update approval_request set state = 'lost', written_at = work_now()
            where guild_id = app_guild() and user_id = :user and generation = :generation and state = 'open'
            """;
    private static final String DECIDE =
            """
            update approval_request
            set state = :state, decided_by = :by, decided_at = work_now(), written_at = work_now()
            where guild_id = app_guild() and user_id = :user and generation = :generation and state = 'open'
            """;
    private static final String SETTLE =
            """
            update approval_request set state = 'approved', decided_by = :by, decided_at = work_now(), written_at = work_now()
            where guild_id = app_guild() and user_id = :user and state = 'open'
            """;
    private static final String FIND =
            "select * from approval_request where guild_id = app_guild() and user_id = :user";
    private static final String COUNT =
            "select count(*) from approval_request where guild_id = app_guild() and state = 'open'";

    /** Where a request stands. */
    enum State {
        OPEN,
        APPROVED,
        DENIED,
        /** Its card never arrived, so nobody could decide. */
        LOST
    }

    /**
     * A member's request.
     *
     * @param by the moderator who decided; {@code null}: nobody did, or they were forgotten
     */
    record Request(long generation, State state, Instant asked, @Nullable UserId by) {}

    private ApprovalStore() {}

    /** The member's, locked until the unit of work ends: nobody decides meanwhile. */
    static Optional<Request> lock(UnitOfWork work, UserId user) {
        return find(work, user, LOCK);
    }

    /**
     * A new request's generation; empty: one is open in that channel already, or they have to wait.
     * Sees a decision of this moment only after {@link #lock}.
     */
    static OptionalLong open(UnitOfWork work, UserId user, ChannelId channel) {
        var opened =
                work.handle()
                        .createQuery(OPEN)
                        .bind("user", user.value())
                        .bind("channel", channel.value())
                        .mapTo(Long.class)
                        .findOne();
        work.wrote(opened.isPresent() ? 1 : 0);
        return opened.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    /** Whether it was still open: only one decision counts. */
    static boolean decide(UnitOfWork work, UserId user, long generation, State state, UserId by) {
        var rows =
                work.handle()
                        .createUpdate(DECIDE)
                        .bind("user", user.value())
                        .bind("generation", generation)
                        .bind("state", state.name().toLowerCase(Locale.ROOT))
                        .bind("by", by.value())
                        .execute();
        work.wrote(rows);
        return rows == 1;
    }

    /** They were verified by hand: whatever request is open is granted. */
    static void settle(UnitOfWork work, UserId user, UserId by) {
        work.wrote(
                work.handle()
                        .createUpdate(SETTLE)
                        .bind("user", user.value())
                        .bind("by", by.value())
                        .execute());
    }

    /** Nobody will see its card: the member can ask again. */
    static void lost(UnitOfWork work, UserId user, long generation) {
        work.wrote(
                work.handle()
                        .createUpdate(LOST)
                        .bind("user", user.value())
                        .bind("generation", generation)
                        .execute());
    }

    static Optional<Request> find(UnitOfWork work, UserId user) {
        return find(work, user, FIND);
    }

    private static Optional<Request> find(UnitOfWork work, UserId user, String statement) {
        return work.handle()
                .createQuery(statement)
                .bind("user", user.value())
                .map((row, _) -> read(row))
                .findOne();
    }

    static long count(UnitOfWork work) {
        return work.handle().createQuery(COUNT).mapTo(Long.class).one();
    }

    private static Request read(ResultSet row) throws SQLException {
        var by = row.getLong("decided_by");
        return new Request(
                row.getLong("generation"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getTimestamp("asked_at").toInstant(),
                by == 0 ? null : new UserId(by));
    }
}
