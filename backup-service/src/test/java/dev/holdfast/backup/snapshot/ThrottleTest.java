package dev.holdfast.backup.snapshot;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private static final long MEGABYTE = 1_000_000;

    @Test
    void letsSoManyBytesThroughASecondWhoeverAsks() throws InterruptedException {
        var throttle = new Throttle(10 * MEGABYTE);
        var began = System.nanoTime();
        var other = Thread.ofVirtual().start(() -> throttle.done(2 * MEGABYTE));
        for (var part = 0; part < 4; part++) {
            throttle.done(MEGABYTE / 2);
        }
        other.join();
        var took = Duration.ofNanos(System.nanoTime() - began);
        assertTrue(took.compareTo(Duration.ofMillis(280)) > 0, took::toString);
    }

    @Test
    void letsNobodyCatchUpWithWhatWasNotDone() throws InterruptedException {
        var throttle = new Throttle(10 * MEGABYTE);
        Thread.sleep(500);
        var began = System.nanoTime();
        throttle.done(3 * MEGABYTE);
        var took = Duration.ofNanos(System.nanoTime() - began);
        assertTrue(took.compareTo(Duration.ofMillis(180)) > 0, took::toString);
    }
}
