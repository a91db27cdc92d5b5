package dev.holdfast.kit.database;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Counts the attempts of one request and waits between them, ever longer and never in step. */
final class RetryAttempts {

    private static final int MOST = 20;
    private static final long FIRST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int DOUBLINGS = 10;

    private final long started = System.nanoTime();
    private final Duration patience;
    private int made;

    RetryAttempts(Duration patience) {
        this.patience = patience;
    }

    int made() {
        return made;
    }

    Duration taken() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    void next() {
        made++;
    }

    /** Waits before the next attempt; false where there is to be none. */
    boolean again() {
        return again(Math.min(FIRST_WAIT_NANOS << Math.min(made, DOUBLINGS), LONGEST_WAIT_NANOS));
    }

    /** The same, for what does not pass within milliseconds. */
    boolean againLater() {
        return again(2 * LONGEST_WAIT_NANOS);
    }

    private boolean again(long ceiling) {
        if (made >= MOST
                || taken().compareTo(patience) >= 0
                || Thread.currentThread().isInterrupted()) {
            return false;
        }
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(ceiling / 2, ceiling));
        return true;
    }
}
