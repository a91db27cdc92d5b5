package dev.holdfast.roles.job;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of mass jobs. */
final class MassJobStore {

    /**
     * What Discord has not let us do since the job {@code j} began, of members that it looked at.
     */
    private static final String REFUSED =
            """
            select count(*) from assignment a
            where a.guild_id = app_guild() and a.state = 'blocked' and a.role_id = any (j.roles)
                and a.user_id <= j.cursor and a.changed_at >= j.started_at
            """;

    private static final String COLUMNS =
            """
            select j.*,
                worked_seconds + case when state = 'running'
                    then extract(epoch from work_now() - resumed_at) else 0 end as worked,
                case when ordered = 0 or state = 'done' then 0 else (
                    select count(*) from assignment a
                    where a.guild_id = app_guild() and a.state = 'pending' and a.changed_at >= j.started_at
                        and (j.looked_all_at is null or a.changed_at <= j.looked_all_at)
                ) + (
                    select count(*) from assignment a
                    where a.guild_id = app_guild() and a.state = 'sent' and a.changed_at >= j.started_at
                ) end as waiting,
                case when ended_at is null then (%s) else blocked end as refused
            from role_job j where j.guild_id = app_guild()
            """
                    .formatted(REFUSED);
    private static final String FIND = COLUMNS + " and job_id = :job";
    private static final String LOCK =
            """
            select generation from role_job
            where guild_id = app_guild() and job_id = :job and state = 'running' for update
            """;
    private static final String RECENT =
            COLUMNS + " order by ended_at desc nulls first, job_id desc limit :most";
    private static final String START =
            """
            insert into role_job (guild_id, kind, subject, title, params, roles, restart, user_id, total, resumed_at, started_at)
            values (app_guild(), :kind, :subject, :title, :params, :roles, :restart, :user, :total, work_now(), work_now())
            returning job_id
            """;
    private static final String ACTIVE =
            """
            select job_id from role_job
            where guild_id = app_guild() and kind = :kind and subject = :subject and ended_at is null
            """;
    private static final String MOVE =
            """
            update role_job set cursor = :cursor, looked = looked + :members, failures = 0, why = '',
                ordered = ordered + (
                    select count(*) from assignment
                    where guild_id = app_guild() and state in ('pending', 'sent', 'blocked')
                        and changed_at = work_now() and user_id > cursor and user_id <= :cursor)
            where guild_id = app_guild() and job_id = :job and cursor = :before
            returning ordered
            """;
    private static final String SUBJECTS =
            """
            select subject from role_job
            where guild_id = app_guild() and kind = :kind and cursor = :cursor and state = 'running'
            """;
    private static final String LOOKED_ALL =
            """
            update role_job set looked_all_at = work_now()
            where guild_id = app_guild() and job_id = :job and looked_all_at is null
            """;
    private static final String CHANGE =
            """
            update role_job j set state = :state, why = :why, generation = generation + 1,
                worked_seconds = worked_seconds + case when state = 'running'
                    then extract(epoch from work_now() - resumed_at) else 0 end,
                resumed_at = work_now(), failures = 0,
                ended_at = case when :over then work_now() end, blocked = case when :over then (%s) else 0 end
            where guild_id = app_guild() and job_id = :job and ended_at is null and state <> :state
            returning generation
            """
                    .formatted(REFUSED);
    private static final String FAILED =
            """
            update role_job set failures = failures + 1, why = :why
            where guild_id = app_guild() and job_id = :job returning failures
            """;
    private static final String STRANDED =
            """
            select count(*) from role_job j
            where guild_id = app_guild() and state = 'running' and not exists (
                select 1 from timer t
                where t.guild_id = j.guild_id and t.kind = :kind and t.subject = j.job_id::text
                    and t.generation = j.generation and t.aside_at is null)
            """;
    private static final String COUNT =
            "select count(*) from role_job where guild_id = app_guild()";

    private MassJobStore() {}

    static long start(UnitOfWork work, JobRequest request, long total) {
        var id =
                work.handle()
                        .createQuery(START)
                        .bind("kind", request.kind())
                        .bind("subject", request.subject())
                        .bind("title", request.title())
                        .bind("params", request.params())
                        .bindArray(
                                "roles",
                                Long.class,
                                request.roles().stream().map(RoleId::value).toArray())
                        .bind("restart", request.restart())
                        .bind("user", work.user().value())
                        .bind("total", total)
                        .mapTo(Long.class)
                        .one();
        work.wrote(1);
        return id;
    }

    static Optional<Long> active(UnitOfWork work, String kind, String subject) {
        return work.handle()
                .createQuery(ACTIVE)
                .bind("kind", kind)
                .bind("subject", subject)
                .mapTo(Long.class)
                .findOne();
    }

    static Optional<MassJob> find(UnitOfWork work, long job) {
        return work.handle()
                .createQuery(FIND)
                .bind("job", job)
                .map((row, _) -> read(row))
                .findOne();
    }

    /** Locks the job; its generation, or nothing where it does not run. */
    static Optional<Long> lockRunning(UnitOfWork work, long job) {
        return work.handle().createQuery(LOCK).bind("job", job).mapTo(Long.class).findOne();
    }

    /** Those under way first, then the last that ended. */
    static List<MassJob> recent(UnitOfWork work, int most) {
        return work.handle()
                .createQuery(RECENT)
                .bind("most", most)
                .map((row, _) -> read(row))
                .list();
    }

    /**
     * The page is done, as part of the transaction that did it.
     *
     * @return how many changes of roles it led to
     */
    static long move(UnitOfWork work, MassJob job, UserId last, int members) {
        var ordered =
                work.handle()
                        .createQuery(MOVE)
                        .bind("job", job.id())
                        .bind("before", job.cursor())
                        .bind("cursor", last.value())
                        .bind("members", members)
                        .mapTo(Long.class)
                        .one();
        work.wrote(1);
        return ordered - job.ordered();
    }

    /** Of the kind's jobs that run and are at the same place. */
    static Set<String> subjects(UnitOfWork work, String kind, long cursor) {
        return work.handle()
                .createQuery(SUBJECTS)
                .bind("kind", kind)
                .bind("cursor", cursor)
                .mapTo(String.class)
                .set();
    }

    static void lookedAll(UnitOfWork work, MassJob job) {
        work.write(1, work.handle().createUpdate(LOOKED_ALL).bind("job", job.id()));
    }

    /** The new generation; empty: it is over, or in that state already. */
    static Optional<Long> change(UnitOfWork work, long job, MassJob.State state, String why) {
        var over = state != MassJob.State.RUNNING && state != MassJob.State.PAUSED;
        var generation =
                work.handle()
                        .createQuery(CHANGE)
                        .bind("job", job)
                        .bind("state", word(state))
                        .bind("why", why)
                        .bind("over", over)
                        .mapTo(Long.class)
                        .findOne();
        work.wrote(generation.isPresent() ? 1 : 0);
        return generation;
    }

    /** How often in a row a page failed. */
    static int failed(UnitOfWork work, MassJob job, String why) {
        var failures =
                work.handle()
                        .createQuery(FAILED)
                        .bind("job", job.id())
                        .bind("why", why)
                        .mapTo(Integer.class)
                        .one();
        work.wrote(1);
        return failures;
    }

    /** Running jobs that nothing drives. */
    static long stranded(UnitOfWork work, String timer) {
        return work.handle().createQuery(STRANDED).bind("kind", timer).mapTo(Long.class).one();
    }

    static long count(UnitOfWork work) {
        return work.handle().createQuery(COUNT).mapTo(Long.class).one();
    }

    /** Does it, or undoes what it did and throws. */
    static void undoneIfItFails(UnitOfWork work, Runnable action) {
        work.handle().savepoint("page");
        try {
            action.run();
        } catch (RuntimeException e) {
            work.handle().rollbackToSavepoint("page");
            throw e;
        }
        work.handle().releaseSavepoint("page");
    }

    private static MassJob read(ResultSet row) throws SQLException {
        return new MassJob(
                row.getLong("job_id"),
                row.getString("kind"),
                row.getString("subject"),
                row.getString("title"),
                row.getString("params"),
                new UserId(row.getLong("user_id")),
                MassJob.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("why"),
                row.getLong("cursor"),
                row.getLong("looked"),
                row.getLong("total"),
                row.getLong("ordered"),
                row.getLong("waiting"),
                row.getLong("refused"),
                row.getString("restart"),
                row.getLong("generation"),
                row.getInt("failures"),
                Duration.ofMillis((long) (row.getDouble("worked") * 1_000)),
                row.getTimestamp("started_at").toInstant(),
                instant(row, "looked_all_at"),
                instant(row, "ended_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var stamp = row.getTimestamp(column);
        return stamp == null ? null : stamp.toInstant();
    }

    private static String word(MassJob.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
