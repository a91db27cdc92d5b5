package dev.holdfast.kit.coordination;

import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.protocol.ProgressUpdate;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/** The instants of jobs: the leader enqueues them, anybody claims them. */
final class JobStore {

    private static final String NOW = "select work_now()";

    /** One that a clock ahead of its time left behind blocks no schedule. */
    private static final String NEWEST =
            "select max(scheduled_for) from job_run where job = :job and scheduled_for <= work_now()";

    private static final String ENQUEUE =
            """
            insert into job_run (job, scheduled_for, ready_at) values (:job, :instant, work_now())
            on conflict do nothing
            """;

    /** A job that nobody knew before has missed nothing. */
    private static final String BASELINE =
            """
            insert into job_run (job, scheduled_for, ready_at, done_at) values (:job, :instant, work_now(), work_now())
            on conflict do nothing
            """;

    private static final String FORGET =
            """
            delete from job_run old where job = :job and done_at < work_now() - interval '7 days'
              and scheduled_for < (select max(scheduled_for) from job_run newer where newer.job = old.job)
            """;
    private static final String CLAIM =
            """
            update job_run set attempt = attempt + 1, ready_at = work_now() + :patience * interval '1 ms'
            where (job, scheduled_for) = (
                select job, scheduled_for from job_run
                where done_at is null and ready_at <= work_now() and job = any (:known)
                order by ready_at, scheduled_for limit 1 for update skip locked)
            returning job, scheduled_for, attempt, failures
            """;
    private static final String DONE =
            """
            update job_run set done_at = work_now(), failure = :failure
            where job = :job and scheduled_for = :instant and attempt = :attempt and ready_at > work_now()
            """;
    private static final String LATER =
            """
            update job_run set ready_at = work_now() + :pause * interval '1 ms', failure = :failure, failures = failures + 1
            where job = :job and scheduled_for = :instant and attempt = :attempt
            """;

    /** A run that failed has a pause, which a renewal that comes late does not cut. */
    private static final String RENEW =
            """
            update job_run set ready_at = work_now() + :patience * interval '1 ms', progress = coalesce(:progress::json, progress)
            where job = :job and scheduled_for = :instant and attempt = :attempt and failures = :failures
              and done_at is null and ready_at > work_now()
            """;

    private static final String RELEASE =
            """
            update job_run set ready_at = work_now()
            where job = :job and scheduled_for = :instant and attempt = :attempt and done_at is null
            """;

    private final WorkerConnection worker;
    private final LeaseStore leases;

    JobStore(WorkerConnection worker) {
        this.worker = worker;
        this.leases = new LeaseStore(worker);
    }

    /**
     * An instant that somebody has claimed, how often it was until now, and how often it failed.
     */
    record Run(String job, Instant instant, int attempt, int failures) {}

    /**
     * Enqueues as the leader, each instant once.
     *
     * @param due what to enqueue, by the newest instant that is known and the present
     * @return how many; empty where the term is over
     */
    Optional<Integer> enqueue(
            LeaderTerm term,
            Duration idle,
            Job job,
            BiFunction<Instant, Instant, List<Instant>> due) {
        return leases.write(
                term,
                idle,
                handle -> {
                    var now = instant(handle, NOW);
                    var newest =
                            handle.createQuery(NEWEST)
                                    .bind("job", job.name())
                                    .mapTo(OffsetDateTime.class)
                                    .findOne();
                    handle.createUpdate(FORGET).bind("job", job.name()).execute();
                    if (newest.isEmpty()) {
                        return insert(handle, BASELINE, job, job.schedule().latest(now));
                    }
                    var enqueued = 0;
                    for (var each : due.apply(newest.get().toInstant(), now)) {
                        enqueued += insert(handle, ENQUEUE, job, each);
                    }
                    return enqueued;
                });
    }

    /** The one that waits longest, and of those that do the oldest instant. */
    Optional<Run> claim(Collection<String> known, Duration patience) {
        return worker.commit(handle ->
                handle.createQuery(CLAIM)
                        .bind("patience", patience.toMillis())
                        .bind("known", known.toArray(String[]::new))
                        .map((row, _) ->
                                new Run(
                                        row.getString("job"),
                                        row.getTimestamp("scheduled_for").toInstant(),
                                        row.getInt("attempt"),
                                        row.getInt("failures")))
                        .findOne());
    }

    /** Makes the claim last for so long from now; false where it is over. */
    boolean renew(Run run, Duration patience, Optional<ProgressUpdate> reached) {
        return worker.commit(handle ->
                handle.createUpdate(RENEW)
                        .bind("job", run.job())
                        .bind("instant", at(run.instant()))
                        .bind("attempt", run.attempt())
                        .bind("failures", run.failures())
                        .bind("patience", patience.toMillis())
                        .bind("progress", reached.map(JobStore::json).orElse(null))
                        .execute())
                > 0;
    }

    private static String json(ProgressUpdate reached) {
        return "{\"done\": " + reached.done() + ", \"total\": " + reached.total() + "}";
    }

    /** Another may run it at once. */
    void release(Run run) {
        worker.commit(handle ->
                handle.createUpdate(RELEASE)
                        .bind("job", run.job())
                        .bind("instant", at(run.instant()))
                        .bind("attempt", run.attempt())
                        .execute());
    }

    /** Unless the claim is over; false where it is, and the run is made again. */
    boolean done(Run run, Optional<String> failure) {
        return worker.commit(handle ->
                handle.createUpdate(DONE)
                        .bind("job", run.job())
                        .bind("instant", at(run.instant()))
                        .bind("attempt", run.attempt())
                        .bind("failure", failure.orElse(null))
                        .execute())
                > 0;
    }

    /** Unless another has claimed it meanwhile. */
    void later(Run run, Duration pause, String failure) {
        worker.commit(handle ->
                handle.createUpdate(LATER)
                        .bind("job", run.job())
                        .bind("instant", at(run.instant()))
                        .bind("attempt", run.attempt())
                        .bind("pause", pause.toMillis())
                        .bind("failure", failure)
                        .execute());
    }

    private static int insert(Handle handle, String sql, Job job, Instant instant) {
        return handle.createUpdate(sql)
                .bind("job", job.name())
                .bind("instant", at(instant))
                .execute();
    }

    private static Instant instant(Handle handle, String sql) {
        return handle.createQuery(sql).mapTo(OffsetDateTime.class).one().toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
