package dev.holdfast.gateway.dispatch;

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
 * What people asked for and have no answer to yet: each on its own virtual thread, bounded in
 * number, and finished before the process ends. Safe for any thread.
 */
@Singleton
public final class InFlight {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");
    private static final int MOST = 2_000;
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(8);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final Semaphore places = new Semaphore(MOST);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopping;

    @Inject
    InFlight(MeterRegistry metrics) {
        metrics.gauge("holdfast.gateway.in.flight", places, it -> MOST - it.availablePermits());
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
            } catch (RuntimeException bug) {
                LOG.error("something that was asked for failed", bug);
            } finally {
                places.release();
            }
        });
        return Taken.YES;
    }

    /** For what belongs to work that was taken: it needs no place of its own. */
    public ExecutorService threads() {
        return threads;
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        if (!places.tryAcquire(MOST, LONGEST_FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warnf("stopping with %d unanswered", MOST - places.availablePermits());
        }
        threads.shutdownNow();
        var _ = threads.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    }
}
