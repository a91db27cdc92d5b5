package dev.holdfast.smoke.chaos;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Time that passes while others are at work. */
public final class Pause {

    private Pause() {}

    public static void of(Duration time) {
        until(System.nanoTime() + time.toNanos());
    }

    /** By {@link System#nanoTime}. */
    public static void until(long end) {
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
