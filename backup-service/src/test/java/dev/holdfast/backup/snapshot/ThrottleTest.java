package dev.holdfast.backup.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private static final long MEGABYTE = 1_000_000;

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicBoolean awaited = new AtomicBoolean();
    private final Throttle throttle = new Throttle(10 * MEGABYTE, awaited::get, nanos::get);

    @Test
    void letsSoManyBytesThroughASecondWhoeverAsks() {
        assertEquals(Duration.ofMillis(200), throttle.pause(2 * MEGABYTE));
        assertEquals(Duration.ofMillis(300), throttle.pause(MEGABYTE));
        pass(Duration.ofMillis(300));
        assertEquals(Duration.ofMillis(100), throttle.pause(MEGABYTE));
    }

    @Test
    void letsNobodyCatchUpWithMoreThanATenthOfASecond() {
        pass(Duration.ofMinutes(1));
        assertEquals(Duration.ofMillis(200), throttle.pause(3 * MEGABYTE));
    }

    @Test
    void slowsNothingDownWhileSomebodyWaits() {
        awaited.set(true);
        assertEquals(Duration.ZERO, throttle.pause(100 * MEGABYTE));
        awaited.set(false);
        assertEquals(Duration.ofMillis(200), throttle.pause(2 * MEGABYTE));
    }

    @Test
    void waitsAsLongAsThatTakes() {
        var began = System.nanoTime();
        var real = new Throttle(10 * MEGABYTE, awaited::get);
        real.done(2 * MEGABYTE);
        assertTrue(System.nanoTime() - began >= Duration.ofMillis(200).toNanos());
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
