package dev.holdfast.gateway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private final InFlight inFlight = new InFlight(2_000, new SimpleMeterRegistry());

    @Test
    void finishesWhatRunsBeforeItStopsAndTakesNothingMore() throws InterruptedException {
        var started = new CountDownLatch(1);
        var finish = new CountDownLatch(1);
        var finished = new AtomicBoolean();
        inFlight.start(() -> {
            started.countDown();
            finished.set(await(finish));
        });
        assertTrue(started.await(5, TimeUnit.SECONDS));
        var stopping =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                inFlight.stop(new ShutdownEvent());
                            } catch (InterruptedException _) {
                                Thread.currentThread().interrupt();
                            }
                        });
        Awaitility.await().until(() -> inFlight.start(() -> {}) == InFlight.Taken.STOPPING);
        finish.countDown();
        stopping.join();
        assertTrue(finished.get());
    }

    @Test
    void turnsAwayWhatIsTooMuch() {
        var finish = new CountDownLatch(1);
        try {
            for (var i = 0; i < 2_000; i++) {
                assertEquals(InFlight.Taken.YES, inFlight.start(() -> await(finish)));
            }
            assertEquals(InFlight.Taken.BUSY, inFlight.start(() -> {}));
        } finally {
            finish.countDown();
        }
        Awaitility.await().until(() -> inFlight.start(() -> {}) == InFlight.Taken.YES);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
