package dev.holdfast.kit.loop;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Counts the attempts at one thing and waits between them, up to a bound. Not thread-safe. */
public final class RetryAttempts {

    private final Backoff backoff;
    private final Duration patience;
    private final int most;
    private final long started = System.nanoTime();
    private int made;

    /**
     * Starts the clock.
     *
     * @param patience no attempt is made later than this
     * @param most no more attempts than this
     */
    public RetryAttempts(Backoff backoff, Duration patience, int most) {
        this.backoff = backoff;
        this.patience = patience;
        this.most = most;
    }

    public int made() {
        return made;
    }

    public Duration taken() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** An attempt begins. */
    public void next() {
        made++;
    }

    /** Waits before the next attempt; false if none is left or the thread is interrupted. */
    public boolean again() {
        return again(backoff.after(made));
    }

    /** Waits for as long as the backoff ever does, for what does not pass within milliseconds. */
    public boolean againLater() {
        return again(backoff.longest());
    }

    private boolean again(Duration wait) {
        var left = patience.minus(taken());
        if (made >= most || !left.isPositive() || Thread.currentThread().isInterrupted()) {
            return false;
        }
        LockSupport.parkNanos(Math.min(wait.toNanos(), left.toNanos()));
        return true;
    }
}
