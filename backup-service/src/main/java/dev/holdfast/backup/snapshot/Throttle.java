package dev.holdfast.backup.snapshot;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * An average of so many bytes a second, so that a snapshot leaves the machine to people's commands;
 * as fast as it goes while somebody waits for its end. Safe for any thread.
 */
final class Throttle {

    static final Throttle UNLIMITED = new Throttle(0, () -> true);

    /** Whoever was slower for a while is not let run for longer than this. */
    private static final long MOST_AHEAD = Duration.ofMillis(100).toNanos();

    private static final double SECOND = 1e9;

    private final long perSecond;
    private final BooleanSupplier isAwaited;
    private final LongSupplier nanos;
    private long due;

    /**
     * Begins now.
     *
     * @param perSecond in bytes; 0: as fast as it goes
     * @param isAwaited whether somebody waits for the end, asked each time
     */
    Throttle(long perSecond, BooleanSupplier isAwaited) {
        this(perSecond, isAwaited, System::nanoTime);
    }

    /** The same by that monotonic clock. */
    Throttle(long perSecond, BooleanSupplier isAwaited, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.isAwaited = isAwaited;
        this.nanos = nanos;
        this.due = nanos.getAsLong();
    }

    boolean isLimited() {
        return perSecond > 0;
    }

    /** Waits where that was faster than it may be; not in an interrupted thread. */
    void done(long bytes) {
        var until = nanos.getAsLong() + pause(bytes).toNanos();
        for (var left = until - nanos.getAsLong();
                left > 0 && !Thread.currentThread().isInterrupted();
                left = until - nanos.getAsLong()) {
            LockSupport.parkNanos(left);
        }
    }

    /** How long whoever did so many bytes is to wait before the next. */
    synchronized Duration pause(long bytes) {
        if (!isLimited() || isAwaited.getAsBoolean()) {
            return Duration.ZERO;
        }
        var now = nanos.getAsLong();
        var earliest = now - MOST_AHEAD;
        due = (due - earliest > 0 ? due : earliest) + Math.round(bytes * SECOND / perSecond);
        return Duration.ofNanos(Math.max(0, due - now));
    }
}
