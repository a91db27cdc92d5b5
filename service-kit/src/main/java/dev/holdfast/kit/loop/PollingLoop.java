package dev.holdfast.kit.loop;

import dev.holdfast.kit.problem.Unavailable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A virtual thread that repeats a round until it is closed. No exception ends it: a failed round is
 * counted, logged (the 1st, 2nd, 4th, 8th ... in a row), shown in health, and retried after a
 * backoff. Created by {@link PollingLoops}. Thread-safe.
 */
public final class PollingLoop implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("holdfast.background");
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(8);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(250);
    private static final int SHOWN_FROM = 3;

    private final String name;
    private final Round round;
    private final Duration longestBackoff;
    private final Clock clock;
    private final Counter away;
    private final Counter unforeseen;
    private final Semaphore nudges = new Semaphore(0);
    private final Thread thread;
    private volatile boolean stopping;
    private volatile @Nullable Failing failing;

    /** What a loop does again and again. */
    @FunctionalInterface
    public interface Round {

        /**
         * Makes one round.
         *
         * @return how long to wait for the next one, unless somebody nudges
         * @throws InterruptedException when the loop is being closed
         */
        Duration make() throws InterruptedException;
    }

    /**
     * Rounds that fail, one after the other.
     *
     * @param loop the loop's name
     * @param since when the first of them failed
     * @param rounds how many failed
     * @param why the kind of the last failure; no message, which might hold a secret
     */
    record Failing(String loop, Instant since, int rounds, String why) {}

    PollingLoop(
            String name, Duration longestBackoff, Round round, Clock clock, MeterRegistry metrics) {
        this.name = name;
        this.round = round;
        this.longestBackoff = longestBackoff;
        this.clock = clock;
        this.away = metrics.counter("holdfast.loop.failures", "loop", name, "kind", "away");
        this.unforeseen =
                metrics.counter("holdfast.loop.failures", "loop", name, "kind", "unforeseen");
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public String name() {
        return name;
    }

    /** Whether it makes rounds. */
    public boolean isRunning() {
        return thread.isAlive();
    }

    /** There is something to do: the next round begins at once. */
    public void nudge() {
        nudges.release();
    }

    /** Rounds that fail now, from the third in a row. */
    Optional<Failing> failing() {
        return Optional.ofNullable(failing).filter(it -> it.rounds() >= SHOWN_FROM);
    }

    /** Lets the round under way end, for at most 8 s; makes no further one. */
    @Override
    public void close() {
        close(LONGEST_FAREWELL);
    }

    /** The same, with another bound. */
    public void close(Duration longest) {
        end();
        join(longest);
        if (thread.isAlive()) {
            LOG.warnf("%s is stopped in the middle of a round", name);
            thread.interrupt();
        }
    }

    /** Interrupts the round under way; waits so long for its end. */
    public void interrupt(Duration longest) {
        stopping = true;
        thread.interrupt();
        join(longest);
    }

    /** Makes no further round after the one under way, and waits for nothing. */
    public void end() {
        stopping = true;
        nudge();
    }

    private void join(Duration longest) {
        try {
            if (thread.isAlive() && !Thread.currentThread().equals(thread)) {
                var _ = thread.join(longest);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopping) {
            try {
                var pause = make();
                if (nudges.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                    nudges.drainPermits();
                }
            } catch (InterruptedException _) {
                LOG.debugf("%s is interrupted", name);
            }
        }
    }

    // Whatever a round throws, an Error as well: the loop goes on, and says so.
    private Duration make() throws InterruptedException {
        try {
            var pause = round.make();
            succeeded();
            return pause;
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            if (stopping) {
                LOG.debugf(e, "%s: the last round failed", name);
                return Duration.ZERO;
            }
            backOff(failed(e));
            return Duration.ZERO;
        }
    }

    private void succeeded() {
        var before = failing;
        failing = null;
        if (before != null) {
            LOG.infof("%s goes on after %d failed rounds", name, before.rounds());
        }
    }

    private Failing failed(Throwable failure) {
        var before = failing;
        var why = failure.getClass().getSimpleName();
        var now =
                before == null
                        ? new Failing(name, clock.instant(), 1, why)
                        : new Failing(name, before.since(), before.rounds() + 1, why);
        failing = now;
        var isNew = before == null || !before.why().equals(why);
        if (failure instanceof Unavailable) {
            away.increment();
            if (isNew) {
                LOG.warnf("%s waits: %s", name, failure.getMessage());
            }
            return now;
        }
        unforeseen.increment();
        if (isNew) {
            LOG.errorf(failure, "%s: a round failed; trying again", name);
        } else if (Integer.bitCount(now.rounds()) == 1) {
            LOG.errorf(
                    "%s: %d rounds failed since %s: %s",
                    name, now.rounds(), now.since(), String.valueOf(failure.getMessage()));
        }
        return now;
    }

    /** However many nudge: what fails is not tried again at once. */
    private void backOff(Failing now) throws InterruptedException {
        var wait = RetryDelay.after(now.rounds(), FIRST_BACKOFF, longestBackoff);
        var deadline = System.nanoTime() + wait.toNanos();
        while (!stopping && System.nanoTime() < deadline) {
            nudges.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }
}
