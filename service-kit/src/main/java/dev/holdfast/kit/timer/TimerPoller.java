package dev.holdfast.kit.timer;

import dev.holdfast.kit.database.DatabaseStart;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import dev.holdfast.kit.problem.Unavailable;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Claims timers that are due, by the database's clock, and has them run, so many guilds at a time.
 * Every instance does; a row has one claim.
 */
@Singleton
final class TimerPoller {

    private static final Logger LOG = Logger.getLogger("holdfast.timer");
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int MOST_AT_ONCE = 512;
    private static final int MOST_TOGETHER = 64;
    private static final int FEW_AT_FIRST = 256;
    private static final int MOST_THREADS = 6;

    /** What is not over by then, another may claim: so long a killed process holds timers up. */
    private static final Duration LEASE = Duration.ofSeconds(4);

    /** No timer is begun later than that after its claim, lest it be done in vain. */
    private static final Duration BEGUN = Duration.ofMillis(2_500);

    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(5);

    private final TimerStore store;
    private final TimerRunner firings;
    private final BooleanSupplier ready;

    /** Few at first: a process that dies as soon as it has begun holds up no more than those. */
    private final Semaphore places = new Semaphore(FEW_AT_FIRST);

    private final AtomicInteger allPlaces = new AtomicInteger(FEW_AT_FIRST);
    private final Semaphore threads = new Semaphore(MOST_THREADS);
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final PollingLoop rounds;

    @Inject
    TimerPoller(TimerStore store, TimerRunner firings, DatabaseStart start, PollingLoops loops) {
        this(store, firings, () -> start.state() instanceof DatabaseStart.State.Ready, loops);
    }

    TimerPoller(TimerStore store, TimerRunner firings, BooleanSupplier ready, PollingLoops loops) {
        this.store = store;
        this.firings = firings;
        this.ready = ready;
        this.rounds = loops.every("timers", PAUSE, this::round);
    }

    void start(@Observes StartupEvent event) {
        start();
    }

    void start() {
        if (!firings.kinds().isEmpty()) {
            rounds.start();
        }
    }

    /** Claims nothing more, and lets what is under way end. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        rounds.close();
        executor.shutdown();
        if (!executor.awaitTermination(LONGEST_FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("stopping with timers under way; another instance runs them");
            executor.shutdownNow();
        }
    }

    private void round() {
        var free = places.availablePermits() / MOST_TOGETHER;
        if (free == 0 || !ready.getAsBoolean()) {
            return;
        }
        var deadline = System.nanoTime() + BEGUN.toNanos();
        var claims = store.claim(firings.kinds(), free, MOST_TOGETHER, LEASE);
        places.acquireUninterruptibly(claims.size());
        claims.stream()
                .collect(Collectors.groupingBy(TimerClaim::guild))
                .values()
                .forEach(group -> executor.execute(() -> run(group, deadline)));
        if (!claims.isEmpty()) {
            rounds.nudge();
        }
    }

    private void run(List<TimerClaim> group, long deadline) {
        try {
            threads.acquire();
            try {
                if (System.nanoTime() < deadline) {
                    firings.run(group, deadline);
                }
            } finally {
                threads.release();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (Unavailable e) {
            LOG.warnf("%d timers wait: %s", group.size(), e.getMessage());
        } finally {
            places.release(group.size() + more(MOST_TOGETHER));
            rounds.nudge();
        }
    }

    private int more(int wanted) {
        var before = allPlaces.getAndUpdate(all -> Math.min(MOST_AT_ONCE, all + wanted));
        return Math.min(MOST_AT_ONCE - before, wanted);
    }
}
