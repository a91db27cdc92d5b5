package dev.holdfast.kit.coordination;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits between looks, a little longer each time and never in step with others, up to a bound. */
final class Backoff {

    private static final long FIRST = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(32);

    private final long deadline;
    private long next = FIRST;

    Backoff(Duration bound) {
        this.deadline = System.nanoTime() + bound.toNanos();
    }

    /** Waits; false where the bound is reached, or the thread is wanted elsewhere. */
    boolean again() {
        var left = deadline - System.nanoTime();
        if (left <= 0 || Thread.currentThread().isInterrupted()) {
            return false;
        }
        var wait = ThreadLocalRandom.current().nextLong(next / 2, next);
        LockSupport.parkNanos(Math.min(left, wait));
        next = Math.min(next * 2, LONGEST);
        return true;
    }
}
