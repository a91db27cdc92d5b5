package dev.holdfast.backup.snapshot;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * An average of so many bytes a second, so that a snapshot leaves the machine to people's commands.
 * Safe for any thread.
 */
final class Throttle {

    static final Throttle UNLIMITED = new Throttle(0);

    /** Whoever was slower for a while is not let run for longer than this. */
    private static final long MOST_AHEAD = Duration.ofMillis(100).toNanos();

    private static final double SECOND = 1e9;

    private final long perSecond;
    private long due = System.nanoTime();

    /**
     * Begins now.
     *
     * @param perSecond in bytes; 0: as fast as it goes
     */
    Throttle(long perSecond) {
        this.perSecond = perSecond;
    }

    boolean isLimited() {
        return perSecond > 0;
    }

    /** Waits where that was faster than it may be; not in an interrupted thread. */
    void done(long bytes) {
        if (!isLimited()) {
            return;
        }
        var until = due(bytes);
        for (var left = until - System.nanoTime();
                left > 0 && !Thread.currentThread().isInterrupted();
                left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private synchronized long due(long bytes) {
        var earliest = System.nanoTime() - MOST_AHEAD;
        due = (due - earliest > 0 ? due : earliest) + Math.round(bytes * SECOND / perSecond);
        return due;
    }
}
