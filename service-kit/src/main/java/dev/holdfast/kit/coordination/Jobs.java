package dev.holdfast.kit.coordination;

import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import dev.holdfast.kit.progress.ClaimLost;
import dev.holdfast.kit.progress.ClaimRenewal;
import dev.holdfast.kit.progress.Heartbeats;
import dev.holdfast.kit.progress.RenewedClaim;
import dev.holdfast.kit.protocol.ProgressUpdate;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);
    private static final Duration REST_OF_TERM = Duration.ofHours(1);
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int MOST_FAILURES = 10;

    /** So many attempts at a run may have no end: their processes died, stopped or lost it. */
    private static final int MOST_UNFINISHED = 20;

    private static final String UNFINISHED =
            "%d attempts had no end: their processes died, stopped or lost the claim";

    private final Map<String, Job> jobs;
    private final JobStore store;
    private final MeterRegistry metrics;
    private final Consumer<AbandonedRun> givenUp;
    private final PollingLoop worker;
    private final Heartbeats heartbeats;
    private final Semaphore places;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @Inject
    Jobs(
            @All List<Job> jobs,
            WorkerConnection worker,
            MeterRegistry metrics,
            Event<AbandonedRun> givenUp,
            PollingLoops loops,
            Heartbeats heartbeats,
            JobSettings settings) {
        this(jobs, worker, metrics, givenUp::fire, loops, heartbeats, settings.atOnce());
    }

    Jobs(
            List<Job> jobs,
            WorkerConnection worker,
            MeterRegistry metrics,
            Consumer<AbandonedRun> givenUp,
            PollingLoops loops,
            Heartbeats heartbeats,
            int atOnce) {
        this.jobs =
                jobs.stream().collect(Collectors.toUnmodifiableMap(Job::name, Function.identity()));
        this.store = new JobStore(worker);
        this.metrics = metrics;
        this.givenUp = givenUp;
        this.heartbeats = heartbeats;
        this.places = new Semaphore(atOnce);
        this.worker =
                loops.loop(
                        "jobs", LONGEST_BACKOFF, () -> startOne() ? Duration.ZERO : BETWEEN_LOOKS);
    }

    void start(@Observes StartupEvent event) {
        start();
    }

    void start() {
        if (!jobs.isEmpty()) {
            worker.start();
        }
    }

    /** Claims nothing more; what does not end at once is left to another instance. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        worker.end();
        threads.shutdown();
        if (!threads.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
            threads.shutdownNow();
            var _ = threads.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public String name() {
        return "jobs";
    }

    @Override
    public Duration lead(LeaderTerm term) {
        return enqueue(term) ? BETWEEN_LOOKS : REST_OF_TERM;
    }

    /**
     * Whether there is a next time in this term. A job that cannot be enqueued keeps no other from
     * it; its failure is thrown at the end.
     */
    boolean enqueue(LeaderTerm term) {
        var failures = new ArrayList<RuntimeException>();
        for (var job : jobs.values()) {
            try {
                var enqueued =
                        store.enqueue(
                                term, IDLE, job, (last, now) -> DueInstants.of(job, last, now));
                if (enqueued.isEmpty()) {
                    return false;
                }
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        return true;
    }

    /** Whether there was one. */
    boolean runOne() {
        var began = System.nanoTime();
        var claimed = store.claim(jobs.keySet(), Heartbeats.CLAIM);
        claimed.ifPresent(run -> run(run, began));
        return claimed.isPresent();
    }

    /** The same on a thread of its own; false also where all places are taken. */
    private boolean startOne() {
        if (!places.tryAcquire()) {
            return false;
        }
        var started = false;
        try {
            var began = System.nanoTime();
            var claimed = store.claim(jobs.keySet(), Heartbeats.CLAIM);
            claimed.ifPresent(run -> threads.execute(() -> runInPlace(run, began)));
            started = claimed.isPresent();
        } finally {
            if (!started) {
                places.release();
            }
        }
        return started;
    }

    private void runInPlace(JobStore.Run run, long began) {
        try {
            run(run, began);
        } catch (RuntimeException e) {
            LOG.warnf("%s for %s runs again: %s", run.job(), run.instant(), e);
        } finally {
            places.release();
            worker.nudge();
        }
    }

    private void run(JobStore.Run run, long began) {
        var job = jobs.get(run.job());
        if (job == null) {
            return;
        }
        var word = "failed";
        try (var held = heartbeats.hold("job", run.job(), began, reached -> renew(run, reached))) {
            word = run(job, run, held);
        } finally {
            metrics.timer("holdfast.job", "job", run.job(), "outcome", word)
                    .record(Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private String run(Job job, JobStore.Run run, RenewedClaim held) {
        if (run.attempt() - run.failures() > MOST_UNFINISHED) {
            held.close();
            giveUp(run, new IllegalStateException(UNFINISHED.formatted(MOST_UNFINISHED)));
            return "failed";
        }
        try {
            job.run(run.instant(), held);
        } catch (InterruptedException | RuntimeException | Error e) {
            return ended(run, held, e);
        }
        held.close();
        return store.done(run, Optional.empty()) ? "done" : "lost";
    }

    /** What is thrown because the claim is lost or the process stops is no failure of the job. */
    private String ended(JobStore.Run run, RenewedClaim held, Throwable thrown) {
        var isInterrupted = Thread.interrupted() || thrown instanceof InterruptedException;
        var isLost = held.isLost() || thrown instanceof ClaimLost;
        held.close();
        if (isLost) {
            LOG.infof("%s for %s is left to another", run.job(), run.instant());
            return "lost";
        }
        if (isInterrupted || threads.isShutdown()) {
            store.release(run);
            return "stopped";
        }
        fail(run, thrown);
        return "failed";
    }

    private ClaimRenewal.Result renew(JobStore.Run run, Optional<ProgressUpdate> reached) {
        return store.renew(run, Heartbeats.CLAIM, reached)
                ? ClaimRenewal.Result.RENEWED
                : ClaimRenewal.Result.LOST;
    }

    private void fail(JobStore.Run run, Throwable failed) {
        var failures = run.failures() + 1;
        if (failures >= MOST_FAILURES) {
            giveUp(run, failed);
            return;
        }
        var why = why(failed);
        LOG.warnf("attempt %d of %s for %s: %s", run.attempt(), run.job(), run.instant(), why);
        store.later(run, FIRST_PAUSE.multipliedBy(1L << failures), why);
    }

    private void giveUp(JobStore.Run run, Throwable because) {
        LOG.errorf(because, "%s for %s is given up", run.job(), run.instant());
        var why = why(because);
        if (store.done(run, Optional.of(why))) {
            givenUp.accept(new AbandonedRun(run.job(), run.instant(), why));
        }
    }

    private static String why(Throwable failed) {
        return Objects.requireNonNullElse(failed.getMessage(), failed.toString());
    }
}
