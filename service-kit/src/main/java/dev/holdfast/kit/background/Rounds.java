package dev.holdfast.kit.background;

import dev.holdfast.kit.problem.Unavailable;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * One thread that makes rounds: at once when nudged, else after a while. A round that fails is
 * followed by another. Safe for any thread.
 */
public final class Rounds implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("holdfast.background");
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(8);

    private final String name;
    private final Duration pause;
    private final Runnable round;
    private final Semaphore nudges = new Semaphore(0);
    private final Thread thread;
    private volatile boolean stopping;

    /**
     * Makes none before {@link #start}.
     *
     * @param pause between two rounds where nobody nudges
     */
    public Rounds(String name, Duration pause, Runnable round) {
        this.name = name;
        this.pause = pause;
        this.round = round;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** There is something to do: the next round begins at once. */
    public void nudge() {
        nudges.release();
    }

    /** Lets the round under way end, for at most 8 s; makes no further one. */
    @Override
    public void close() {
        stopping = true;
        nudge();
        try {
            if (thread.getState() != Thread.State.NEW && !thread.join(LONGEST_FAREWELL)) {
                LOG.warnf("%s is stopped in the middle of a round", name);
                thread.interrupt();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!stopping) {
                make();
                if (nudges.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    nudges.drainPermits();
                }
            }
        } catch (InterruptedException stopped) {
            LOG.debugf("%s ends", name);
        }
    }

    private void make() throws InterruptedException {
        try {
            round.run();
        } catch (Unavailable away) {
            LOG.warnf("%s: %s", name, away.getMessage());
            wait(pause);
        } catch (RuntimeException bug) {
            LOG.errorf(bug, "%s: a round failed", name);
            wait(pause);
        }
    }

    /** However many nudge: what fails is not tried without a pause. */
    private void wait(Duration time) throws InterruptedException {
        var deadline = System.nanoTime() + time.toNanos();
        while (!stopping && System.nanoTime() < deadline) {
            nudges.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }
}
