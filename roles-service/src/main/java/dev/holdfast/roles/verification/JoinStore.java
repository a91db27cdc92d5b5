package dev.holdfast.roles.verification;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Who joined just now, by the instant that Discord tells; and who of them is held back. */
final class JoinStore {

    private static final String PUT =
            """
            insert into recent_join as j (guild_id, user_id, joined_at, written_at)
            values (app_guild(), :user, :joined, work_now())
            on conflict (guild_id, user_id) do update
            set joined_at = :joined, held_by = null, kicked = false, written_at = work_now()
            where j.joined_at < :joined
            """;
    private static final String COUNT =
            """
            select coalesce(max(many), 0) from (
                select joined_at, count(*) over (
                    order by joined_at range between make_interval(secs => :within) preceding and current row) as many
                from recent_join
                where guild_id = app_guild() and joined_at > :since and joined_at < :until) as windows
            where joined_at >= :joined
            """;
    private static final String HOLD =
            """
            update recent_join j set held_by = :generation, written_at = work_now()
            where j.guild_id = app_guild() and j.joined_at > :since and j.held_by is distinct from :generation
              and not exists (
                select 1 from verified_member v where v.guild_id = j.guild_id and v.user_id = j.user_id)
            returning j.user_id
            """;
    private static final String HELD =
            """
            select exists (
                select 1 from recent_join j join raid_gate g on g.guild_id = j.guild_id and g.generation = j.held_by
                where j.guild_id = app_guild() and j.user_id = :user and g.ended_at is null)
            """;
    private static final String COUNT_HELD =
            """
            select count(*) from recent_join j
            where j.guild_id = app_guild() and j.held_by = :generation and not j.kicked
              and not exists (
                select 1 from verified_member v where v.guild_id = j.guild_id and v.user_id = j.user_id)
            """;
    private static final String KICK =
            """
            update recent_join set kicked = true, written_at = work_now()
            where guild_id = app_guild() and user_id in (
                select j.user_id from recent_join j
                where j.guild_id = app_guild() and j.held_by = :generation and not j.kicked
                  and not exists (
                    select 1 from verified_member v where v.guild_id = j.guild_id and v.user_id = j.user_id)
                order by j.user_id limit :most)
            returning user_id
            """;
    private static final String PRUNE =
            """
            delete from recent_join j
            where j.guild_id = app_guild() and j.joined_at < work_now() - make_interval(secs => :older)
              and not exists (
                select 1 from raid_gate g
                where g.guild_id = j.guild_id and g.generation = j.held_by and g.ended_at is null)
            """;

    /** Not while the raid gate counts them: it would close later, and not for them. */
    private static final String FORGET =
            """
            delete from recent_join j
            where j.guild_id = app_guild() and j.user_id = :user and j.written_at <= :before
              and j.joined_at < work_now() - interval '10 minutes'
              and not exists (
                select 1 from raid_gate g
                where g.guild_id = j.guild_id and g.generation = j.held_by and g.ended_at is null)
            """;

    private JoinStore() {}

    /** They joined then; hearing it again changes nothing. */
    static void put(UnitOfWork work, UserId user, Instant joined) {
        work.wrote(
                work.handle()
                        .createUpdate(PUT)
                        .bind("user", user.value())
                        .bind("joined", joined)
                        .execute());
    }

    /** The most that joined within so long of each other, somebody of then among them. */
    static long count(UnitOfWork work, Instant joined, Duration within) {
        return work.handle()
                .createQuery(COUNT)
                .bind("joined", joined)
                .bind("since", joined.minus(within))
                .bind("until", joined.plus(within))
                .bind("within", (double) within.toSeconds())
                .mapTo(Long.class)
                .one();
    }

    /** Those who joined since then and are not verified are held back; who they are. */
    static List<UserId> hold(UnitOfWork work, long generation, Instant since) {
        var held =
                work.handle()
                        .createQuery(HOLD)
                        .bind("generation", generation)
                        .bind("since", since)
                        .map((row, _) -> new UserId(row.getLong("user_id")))
                        .list();
        work.wrote(held.size());
        return held;
    }

    /** Whether a gate that is closed holds them back. */
    static boolean isHeld(UnitOfWork work, UserId user) {
        return work.handle()
                .createQuery(HELD)
                .bind("user", user.value())
                .mapTo(Boolean.class)
                .one();
    }

    static long countHeld(UnitOfWork work, long generation) {
        return work.handle()
                .createQuery(COUNT_HELD)
                .bind("generation", generation)
                .mapTo(Long.class)
                .one();
    }

    /** Some of those who are held back, each once. */
    static List<UserId> kick(UnitOfWork work, long generation, int most) {
        var kicked =
                work.handle()
                        .createQuery(KICK)
                        .bind("generation", generation)
                        .bind("most", most)
                        .map((row, _) -> new UserId(row.getLong("user_id")))
                        .list();
        work.wrote(kicked.size());
        return kicked;
    }

    /** Deletes what was written until then, unless a closed gate holds them; how many rows. */
    static int forget(UnitOfWork work, UserId user, Instant before) {
        var rows =
                work.handle()
                        .createUpdate(FORGET)
                        .bind("user", user.value())
                        .bind("before", before)
                        .execute();
        work.wrote(rows);
        return rows;
    }

    /** Forgets whom nothing holds back any more. */
    static void prune(UnitOfWork work, Duration older) {
        work.wrote(
                work.handle()
                        .createUpdate(PRUNE)
                        .bind("older", (double) older.toSeconds())
                        .execute());
    }
}
