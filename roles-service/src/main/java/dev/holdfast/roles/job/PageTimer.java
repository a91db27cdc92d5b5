package dev.holdfast.roles.job;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.timer.CatchUp;
import dev.holdfast.kit.timer.DueTimer;
import dev.holdfast.kit.timer.Timer;
import dev.holdfast.kit.timer.TimerHandler;
import dev.holdfast.roles.assignment.Members;
import dev.holdfast.roles.job.MassJob.State;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Does the next page of a job: the page, the cursor and the timer of the page after it are one
 * transaction. While many of the guild's effects wait, or Discord does not let us make many of the
 * job's changes, it waits too; so do, for the next transaction, jobs that share one that has
 * changed much.
 */
@Singleton
final class PageTimer implements TimerHandler {

    static final String NAME = "role-job";

    /** So many changes may wait to be delivered before the next page. */
    static final int FEW = 200;

    private static final Logger LOG = Logger.getLogger("holdfast.job");
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    private static final int MOST_FAILURES = 5;

    private final MassJobs jobs;
    private final Members members;
    private final JobNotices notices;
    private final Map<String, MemberPageTask> tasks;

    PageTimer(MassJobs jobs, Members members, JobNotices notices, @All List<MemberPageTask> tasks) {
        this.jobs = jobs;
        this.members = members;
        this.notices = notices;
        this.tasks =
                tasks.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        MemberPageTask::name, Function.identity()));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CatchUp catchUp(Timer timer) {
        return new CatchUp.Always();
    }

    @Override
    public OptionalLong generation(String subject, UnitOfWork work) {
        return MassJobStore.lockRunning(work, Long.parseLong(subject))
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    @Override
    public void run(DueTimer firing, UnitOfWork work) {
        var job = MassJobStore.find(work, Long.parseLong(firing.timer().subject())).orElseThrow();
        var task = tasks.get(job.kind());
        if (task == null) {
            fail(job, "nothing here does " + job.kind(), work);
            return;
        }
        try {
            MassJobStore.undoneIfItFails(work, () -> step(job, task, work));
        } catch (Unavailable e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(e, "a page of job %d failed", job.id());
            failed(job, e, work);
        }
    }

    private void step(MassJob job, MemberPageTask task, UnitOfWork work) {
        if (job.waiting() > FEW) {
            again(job, pause(job.waiting() - FEW), work);
            return;
        }
        if (job.lookedAllAt() != null) {
            deliver(job, work);
            return;
        }
        if (job.isHeldUp()) {
            again(job, LONGEST_WAIT, work);
            return;
        }
        var turn = work.shared(PageRead.class, PageRead::new);
        if (turn.ordered() > FEW) {
            again(job, Duration.ZERO, work);
            return;
        }
        var page = turn.page(job, task.pageSize(), members, work);
        if (page.members().isEmpty()) {
            if (task.looked(job.params(), work)) {
                MassJobStore.lookedAll(work, job);
            }
            again(job, Duration.ZERO, work);
            return;
        }
        var done = task.page(page, job.params(), work);
        var until = page.members().get(done - 1).user();
        turn.add(MassJobStore.move(work, job, until, done));
        again(job, Duration.ZERO, work);
    }

    /** The last changes are waited for: done is what Discord has. */
    private void deliver(MassJob job, UnitOfWork work) {
        if (job.waiting() > 0) {
            again(job, pause(job.waiting()), work);
        } else if (jobs.end(work, job.id(), State.DONE, "")) {
            notices.done(MassJobStore.find(work, job.id()).orElseThrow(), work);
        }
    }

    private void failed(MassJob job, RuntimeException bug, UnitOfWork work) {
        var why = bug.getClass().getSimpleName();
        var failures = MassJobStore.failed(work, job, why);
        if (failures < MOST_FAILURES) {
            again(job, AFTER_FAILURE.multipliedBy(failures), work);
        } else {
            fail(job, why, work);
        }
    }

    private void fail(MassJob job, String why, UnitOfWork work) {
        if (jobs.end(work, job.id(), State.FAILED, why)) {
            notices.failed(MassJobStore.find(work, job.id()).orElseThrow(), work);
        }
    }

    private void again(MassJob job, Duration wait, UnitOfWork work) {
        jobs.schedule(work, job.id(), job.generation(), work.now().plus(wait));
    }

    /** Discord takes about one change of roles a second. */
    private static Duration pause(long changes) {
        var needed = Duration.ofSeconds(changes);
        if (needed.compareTo(SHORTEST_WAIT) < 0) {
            return SHORTEST_WAIT;
        }
        return needed.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : needed;
    }
}
