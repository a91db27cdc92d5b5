package dev.holdfast.kit.coordination;

import dev.holdfast.kit.database.Worker;
import dev.holdfast.kit.problem.Unavailable;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Runs jobs when they are due. The leader only enqueues their instants, each once; every instance
 * claims and runs them. So two leaders for a moment are harmless, and a dead worker's run is made
 * again by another.
 */
@Singleton
final class Jobs implements LeaderTask {

    private static final Logger LOG = Logger.getLogger("holdfast.jobs");
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration LONGEST_RUN = Duration.ofMinutes(5);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int MOST_ATTEMPTS = 10;

    private final Map<String, Job> jobs;
    private final JobStore store;
    private final MeterRegistry metrics;
    private final Consumer<GivenUp> givenUp;
    private final Thread worker = Thread.ofVirtual().name("jobs").unstarted(this::work);
    private volatile boolean stopped;

    @Inject
    Jobs(@All List<Job> jobs, Worker worker, MeterRegistry metrics, Event<GivenUp> givenUp) {
        this(jobs, worker, metrics, givenUp::fire);
    }

    Jobs(List<Job> jobs, Worker worker, MeterRegistry metrics, Consumer<GivenUp> givenUp) {
        this.jobs =
                jobs.stream().collect(Collectors.toUnmodifiableMap(Job::name, Function.identity()));
        this.store = new JobStore(worker);
        this.metrics = metrics;
        this.givenUp = givenUp;
    }

    void start(@Observes StartupEvent event) {
        if (!jobs.isEmpty()) {
            worker.start();
        }
    }

    /** Claims nothing more; what runs is drained with everything else. */
    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        LockSupport.unpark(worker);
    }

    @Override
    public void lead(Term term) {
        while (term.trusted() && !Thread.currentThread().isInterrupted() && enqueue(term)) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /** Whether there is a next time in this term. */
    boolean enqueue(Term term) {
        try {
            for (var job : jobs.values()) {
                var enqueued =
                        store.enqueue(term, IDLE, job, (last, now) -> Due.of(job, last, now));
                if (enqueued.isEmpty()) {
                    return false;
                }
            }
        } catch (Unavailable perhapsLater) {
            LOG.debugf("nothing enqueued: %s", perhapsLater.getMessage());
        }
        return true;
    }

    private void work() {
        while (!stopped) {
            if (!runOne()) {
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        }
    }

    /** Whether there was one. */
    boolean runOne() {
        try {
            var claimed = store.claim(jobs.keySet(), LONGEST_RUN);
            claimed.ifPresent(this::run);
            return claimed.isPresent();
        } catch (RuntimeException perhapsLater) {
            LOG.debugf("no job claimed: %s", perhapsLater.getMessage());
            return false;
        }
    }

    private void run(JobStore.Run run) {
        var job = jobs.get(run.job());
        if (job == null) {
            return;
        }
        var began = System.nanoTime();
        var word = "done";
        try {
            job.run(run.instant());
            store.done(run, Optional.empty());
        } catch (RuntimeException failed) {
            word = "failed";
            fail(run, failed);
        }
        metrics.timer("holdfast.job", "job", run.job(), "outcome", word)
                .record(Duration.ofNanos(System.nanoTime() - began));
    }

    private void fail(JobStore.Run run, RuntimeException failed) {
        var why = String.valueOf(failed.getMessage());
        if (run.attempt() >= MOST_ATTEMPTS) {
            LOG.errorf(failed, "%s for %s is given up", run.job(), run.instant());
            store.done(run, Optional.of(why));
            givenUp.accept(new GivenUp(run.job(), run.instant(), why));
            return;
        }
        LOG.warnf("attempt %d of %s for %s: %s", run.attempt(), run.job(), run.instant(), why);
        store.later(run, FIRST_PAUSE.multipliedBy(1L << run.attempt()), why);
    }
}
