package dev.holdfast.roles.job;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.timer.Timer;
import dev.holdfast.kit.timer.Timers;
import dev.holdfast.roles.assignment.Members;
import dev.holdfast.roles.job.MassJob.State;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Starts, pauses and cancels work on all members of a guild. Safe for any thread; each call belongs
 * to the unit of work that it is given.
 */
@Singleton
public final class MassJobs {

    static final String SUPERSEDED = "superseded";

    private final Timers timers;
    private final Members members;

    MassJobs(Timers timers, Members members) {
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
        MassJobStore.active(work, request.kind(), request.subject())
                .ifPresent(earlier -> end(work, earlier, State.CANCELLED, SUPERSEDED));
        var id = MassJobStore.start(work, request, members.count(work));
        schedule(work, id, 0, work.now());
        return id;
    }

    /** What is under way is cancelled; what was changed stays so. */
    public boolean cancel(UnitOfWork work, String kind, String subject) {
        return MassJobStore.active(work, kind, subject)
                .filter(job -> end(work, job, State.CANCELLED, ""))
                .isPresent();
    }

    /** Those under way first, then the last that ended. */
    public List<MassJob> recent(UnitOfWork work, int most) {
        return MassJobStore.recent(work, most);
    }

    public Optional<MassJob> find(UnitOfWork work, long job) {
        return MassJobStore.find(work, job);
    }

    boolean pause(UnitOfWork work, long job) {
        return MassJobStore.change(work, job, State.PAUSED, "").isPresent();
    }

    boolean resume(UnitOfWork work, long job) {
        var generation = MassJobStore.change(work, job, State.RUNNING, "");
        generation.ifPresent(it -> schedule(work, job, it, work.now()));
        return generation.isPresent();
    }

    /** Whether it was under way until then. */
    boolean end(UnitOfWork work, long job, State state, String why) {
        return MassJobStore.change(work, job, state, why).isPresent();
    }

    void schedule(UnitOfWork work, long job, long generation, Instant due) {
        timers.schedule(work, new Timer(PageTimer.NAME, Long.toString(job), due, generation, ""));
    }
}
