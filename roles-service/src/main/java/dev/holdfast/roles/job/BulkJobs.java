package dev.holdfast.roles.job;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.timer.Timer;
import dev.holdfast.kit.timer.Timers;
import dev.holdfast.roles.assignment.Members;
import dev.holdfast.roles.job.BulkJob.State;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Starts, pauses and cancels work on all members of a guild. Thread-safe; each call belongs to the
 * unit of work that it is given.
 */
@Singleton
public final class BulkJobs {

    static final String SUPERSEDED = "superseded";

    private final Timers timers;
    private final Members members;

    BulkJobs(Timers timers, Members members) {
        this.timers = timers;
        this.members = members;
    }

    /**
     * Starts a job in the name of whom the work is done; one for the same kind and subject that is
     * under way is cancelled.
     *
     * @return its id
     */
    public long start(UnitOfWork work, JobRequest request) {
        BulkJobStore.active(work, request.kind(), request.subject())
                .ifPresent(earlier -> end(work, earlier, State.CANCELLED, SUPERSEDED));
        var id = BulkJobStore.start(work, request, members.count(work));
        schedule(work, id, 0, work.now());
        return id;
    }

    /** What is under way is cancelled; what was changed stays so. */
    public boolean cancel(UnitOfWork work, String kind, String subject) {
        return BulkJobStore.active(work, kind, subject)
                .filter(job -> end(work, job, State.CANCELLED, ""))
                .isPresent();
    }

    /** Those under way first, then the last that ended. */
    public List<BulkJob> recent(UnitOfWork work, int most) {
        return BulkJobStore.recent(work, most);
    }

    public Optional<BulkJob> find(UnitOfWork work, long job) {
        return BulkJobStore.find(work, job);
    }

    boolean pause(UnitOfWork work, long job) {
        return BulkJobStore.change(work, job, State.PAUSED, "").isPresent();
    }

    boolean resume(UnitOfWork work, long job) {
        var generation = BulkJobStore.change(work, job, State.RUNNING, "");
        generation.ifPresent(it -> schedule(work, job, it, work.now()));
        return generation.isPresent();
    }

    /** Whether it was under way until then. */
    boolean end(UnitOfWork work, long job, State state, String why) {
        return BulkJobStore.change(work, job, state, why).isPresent();
    }

    void schedule(UnitOfWork work, long job, long generation, Instant due) {
        timers.schedule(work, new Timer(PageTimer.NAME, Long.toString(job), due, generation, ""));
    }
}
