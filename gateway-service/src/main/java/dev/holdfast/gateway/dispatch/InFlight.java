package dev.holdfast.gateway.dispatch;

import dev.holdfast.gateway.fleet.Fleet;
import dev.holdfast.kit.loop.BackgroundTask;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The requests of people that have no answer yet. Each has its own virtual thread; their number is
 * bounded, and they are finished before the process ends. Thread-safe.
 */
@Singleton
public final class InFlight {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");

    /** For what needs no service, besides the services' own places. */
    private static final int OWN = 500;

    /** As many as have their word within Discord's three seconds, and some. */
    private static final int WORDS = 2_000;

    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(8);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final int most;
    private final Semaphore places;
    private final Semaphore words = new Semaphore(WORDS);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopping;

    @Inject
    InFlight(Fleet fleet, MeterRegistry metrics) {
        this(OWN + fleet.places(), metrics);
    }

    InFlight(int most, MeterRegistry metrics) {
        this.most = most;
        this.places = new Semaphore(most);
        metrics.gauge("holdfast.gateway.in.flight", places, it -> most - it.availablePermits());
    }

    /** Whether the work was taken. */
    public enum Taken {
        YES,
        BUSY,
        STOPPING
    }

    /** Has the work done on a thread of its own, unless there is too much of it already. */
    public Taken start(Runnable work) {
        if (stopping) {
            return Taken.STOPPING;
        }
        if (!places.tryAcquire()) {
            return Taken.BUSY;
        }
        threads.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.error("something that was asked for failed", e);
            } finally {
                places.release();
            }
        });
        return Taken.YES;
    }

    /** Has a word said to somebody who was not taken; where too many are, Discord says it. */
    public void turnAway(Runnable word) {
        if (!words.tryAcquire()) {
            return;
        }
        BackgroundTask.start(
                "last word",
                () -> {
                    try {
                        word.run();
                    } finally {
                        words.release();
                    }
                });
    }

    /** For what belongs to work that was taken: it needs no place of its own. */
    public ExecutorService threads() {
        return threads;
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        if (!places.tryAcquire(most, LONGEST_FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warnf("stopping with %d unanswered", most - places.availablePermits());
        }
        threads.shutdownNow();
        var _ = threads.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    }
}
