package dev.holdfast.kit.integrity;

import dev.holdfast.kit.database.WorkerConnection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How each job stands. */
final class JobRunStore {

    /**
     * Of the newest run of a job that ended, whether it was given up; and the oldest that waits.
     */
    private static final String STANDING =
            """
            select r.job, max(r.scheduled_for) as newest, work_now() as now,
                min(r.scheduled_for) filter (where r.done_at is null and r.ready_at < work_now() - interval '15 min')
                    as stuck,
                (array_agg(r.failure is not null order by r.scheduled_for desc)
                    filter (where r.done_at is not null))[1] as given_up,
                max(r.scheduled_for) filter (where r.done_at is not null) as ended
            from job_run r where r.job = any (:jobs) group by r.job
            """;

    private JobRunStore() {}

    /**
     * One job.
     *
     * @param newest the last instant that was enqueued
     * @param stuck the oldest instant that nobody has taken for a quarter of an hour
     * @param ended the last instant that was done, or given up
     */
    record Standing(
            String job,
            Instant now,
            Instant newest,
            @Nullable Instant stuck,
            boolean givenUp,
            @Nullable Instant ended) {}

    static List<Standing> of(WorkerConnection worker, List<String> jobs) {
        return worker.commit(handle ->
                handle.createQuery(STANDING)
                        .bindArray("jobs", String.class, jobs)
                        .map((row, _) ->
                                new Standing(
                                        row.getString("job"),
                                        instant(row.getObject("now", OffsetDateTime.class)),
                                        instant(row.getObject("newest", OffsetDateTime.class)),
                                        instantOrNull(row.getObject("stuck", OffsetDateTime.class)),
                                        row.getBoolean("given_up"),
                                        instantOrNull(
                                                row.getObject("ended", OffsetDateTime.class))))
                        .list());
    }

    private static Instant instant(OffsetDateTime at) {
        return at.toInstant();
    }

    private static @Nullable Instant instantOrNull(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
