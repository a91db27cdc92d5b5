package dev.holdfast.kit.coordination;

import dev.holdfast.kit.database.Worker;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
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
import java.util.Optional;
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
    private static final Duration LONGEST_RUN = Duration.ofMinutes(5);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int MOST_ATTEMPTS = 10;

    private final Map<String, Job> jobs;
    private final JobStore store;
    private final MeterRegistry metrics;
    private final Consumer<GivenUp> givenUp;
    private final PollingLoop worker;

    @Inject
    Jobs(
            @All List<Job> jobs,
            Worker worker,
            MeterRegistry metrics,
            Event<GivenUp> givenUp,
            PollingLoops loops) {
        this(jobs, worker, metrics, givenUp::fire, loops);
    }

    Jobs(
            List<Job> jobs,
            Worker worker,
            MeterRegistry metrics,
            Consumer<GivenUp> givenUp,
            PollingLoops loops) {
        this.jobs =
                jobs.stream().collect(Collectors.toUnmodifiableMap(Job::name, Function.identity()));
        this.store = new JobStore(worker);
        this.metrics = metrics;
        this.givenUp = givenUp;
        this.worker =
                loops.loop("jobs", LONGEST_BACKOFF, () -> runOne() ? Duration.ZERO : BETWEEN_LOOKS);
    }

    void start(@Observes StartupEvent event) {
        if (!jobs.isEmpty()) {
            worker.start();
        }
    }

    /** Claims nothing more; what runs is drained with everything else. */
    void stop(@Observes ShutdownEvent event) {
        worker.end();
    }

    @Override
    public String name() {
        return "jobs";
    }

    @Override
    public Duration lead(Term term) {
        return enqueue(term) ? BETWEEN_LOOKS : REST_OF_TERM;
    }

    /**
     * Whether there is a next time in this term. A job that cannot be enqueued keeps no other from
     * it; its failure is thrown at the end.
     */
    boolean enqueue(Term term) {
        var failures = new ArrayList<RuntimeException>();
        for (var job : jobs.values()) {
            try {
                var enqueued =
                        store.enqueue(term, IDLE, job, (last, now) -> Due.of(job, last, now));
                if (enqueued.isEmpty()) {
                    return false;
                }
            } catch (RuntimeException failed) {
                failures.add(failed);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        return true;
    }

    /** Whether there was one. */
    boolean runOne() {
        var claimed = store.claim(jobs.keySet(), LONGEST_RUN);
        claimed.ifPresent(this::run);
        return claimed.isPresent();
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
