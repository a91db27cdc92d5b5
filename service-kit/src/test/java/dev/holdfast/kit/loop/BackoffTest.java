package dev.holdfast.kit.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1));

    @Test
    void doublesUpToItsBoundAndWaitsBetweenHalfAndAllOfIt() {
        assertWithin(100, 1);
        assertWithin(200, 2);
        assertWithin(800, 4);
        assertWithin(1_000, 5);
        assertWithin(1_000, Integer.MAX_VALUE);
        assertWithin(100, 0);
    }

    private static void assertWithin(long millis, int made) {
        for (var turn = 0; turn < 100; turn++) {
            var wait = BACKOFF.after(made).toNanos();
            assertTrue(wait >= millis * 500_000 && wait <= millis * 1_000_000, () -> "" + wait);
        }
    }

    @Test
    void allowsNoMoreAttemptsThanItsMost() {
        var attempts = attempts(Duration.ofMinutes(1), 2);
        attempts.next();
        assertTrue(attempts.again());
        attempts.next();
        assertFalse(attempts.again());
        assertEquals(2, attempts.made());
    }

    @Test
    void allowsNoAttemptAfterItsPatience() {
        var attempts = attempts(Duration.ZERO, 10);
        attempts.next();
        assertFalse(attempts.again());
        assertFalse(attempts.againLater());
    }

    @Test
    void allowsNoAttemptOnAnInterruptedThread() {
        var attempts = attempts(Duration.ofMinutes(1), 10);
        attempts.next();
        Thread.currentThread().interrupt();
        assertFalse(attempts.again());
        assertTrue(Thread.interrupted());
    }

    private static RetryAttempts attempts(Duration patience, int most) {
        return new RetryAttempts(
                new Backoff(Duration.ofNanos(2), Duration.ofNanos(10)), patience, most);
    }
}
