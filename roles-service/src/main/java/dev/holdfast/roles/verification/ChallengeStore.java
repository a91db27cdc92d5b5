package dev.holdfast.roles.verification;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What members are to solve, and who has to wait. One row for each member. */
final class ChallengeStore {

    private static final String LOCK =
            "select * from challenge where guild_id = app_guild() and user_id = :user for update";
    private static final String PUT =
            """
            insert into challenge as c (guild_id, user_id, way, nonce, expires_at, written_at)
            values (app_guild(), :user, :way, :nonce, work_now() + make_interval(secs => :lasts), work_now())
            on conflict (guild_id, user_id) do update
            set way = :way, nonce = :nonce, expires_at = work_now() + make_interval(secs => :lasts),
                written_at = work_now(),
                failures = case when c.paused_until is null then c.failures else 0 end, paused_until = null
            where c.paused_until is null or c.paused_until <= work_now()
            """;
    private static final String FAILED =
            """
            update challenge set failures = failures + 1, nonce = '', written_at = work_now()
            where guild_id = app_guild() and user_id = :user
            returning failures
            """;
    private static final String PAUSE =
            """
            insert into challenge (guild_id, user_id, way, nonce, expires_at, paused_until, written_at)
            values (app_guild(), :user, 'question', '', work_now(), :until, work_now())
            on conflict (guild_id, user_id) do update
            set nonce = '', failures = 0, paused_until = :until, written_at = work_now()
            """;
    private static final String PAUSED =
            "select paused_until from challenge where guild_id = app_guild() and user_id = :user and paused_until is not null";
    private static final String DELETE =
            "delete from challenge where guild_id = app_guild() and user_id = :user";
    private static final String FORGET =
            """
            delete from challenge
            where guild_id = app_guild() and user_id = :user and written_at <= :before
              and (paused_until is null or paused_until <= work_now())
              and (failures = 0 or written_at <= work_now() - make_interval(secs => :pause))
            """;

    private ChallengeStore() {}

    /** The member's, locked until the unit of work ends. */
    static Optional<Challenge> lock(UnitOfWork work, UserId user) {
        return work.handle()
                .createQuery(LOCK)
                .bind("user", user.value())
                .map((row, _) -> read(row))
                .findOne();
    }

    /**
     * In place of what they had to solve before; wrong answers stay counted.
     *
     * @return {@code false}: they have to wait, and nothing changed
     */
    static boolean put(
            UnitOfWork work, UserId user, VerificationMethod way, String nonce, Duration lasts) {
        var rows =
                work.handle()
                        .createUpdate(PUT)
                        .bind("user", user.value())
                        .bind("way", way.word())
                        .bind("nonce", nonce)
                        .bind("lasts", (double) lasts.toSeconds())
                        .execute();
        work.wrote(rows);
        return rows == 1;
    }

    /**
     * One wrong answer more; nothing is open then.
     *
     * @return how many that makes
     */
    static int failed(UnitOfWork work, UserId user) {
        var failures =
                work.handle()
                        .createQuery(FAILED)
                        .bind("user", user.value())
                        .mapTo(Integer.class)
                        .one();
        work.wrote(1);
        return failures;
    }

    /** They cannot try before then. */
    static void pause(UnitOfWork work, UserId user, Instant until) {
        work.write(
                1,
                work.handle().createUpdate(PAUSE).bind("user", user.value()).bind("until", until));
    }

    static Optional<Instant> pausedUntil(UnitOfWork work, UserId user) {
        return work.handle()
                .createQuery(PAUSED)
                .bind("user", user.value())
                .map((row, _) -> row.getTimestamp("paused_until").toInstant())
                .findOne();
    }

    static void delete(UnitOfWork work, UserId user) {
        work.wrote(work.handle().createUpdate(DELETE).bind("user", user.value()).execute());
    }

    /**
     * Deletes what was written until then, unless they have to wait.
     *
     * @param pause for how long wrong answers count that did not lead to a pause yet
     * @return how many rows there were
     */
    static int forget(UnitOfWork work, UserId user, Instant before, Duration pause) {
        var rows =
                work.handle()
                        .createUpdate(FORGET)
                        .bind("user", user.value())
                        .bind("before", before)
                        .bind("pause", (double) pause.toSeconds())
                        .execute();
        work.wrote(rows);
        return rows;
    }

    private static Challenge read(ResultSet row) throws SQLException {
        return new Challenge(
                VerificationMethod.of(row.getString("way")),
                row.getString("nonce"),
                row.getTimestamp("expires_at").toInstant());
    }
}
