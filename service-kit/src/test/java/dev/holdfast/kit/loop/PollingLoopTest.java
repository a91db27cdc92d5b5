package dev.holdfast.kit.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.problem.Unavailable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A past fault: a thread died at the first error it did not foresee, and every health check was UP.
 * The contract of all loops in the background.
 */
class PollingLoopTest {

    private static final Duration SOON = Duration.ofMillis(5);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final PollingLoops loops = new PollingLoops(metrics, Clock.systemUTC());
    private final LoopHealth health = new LoopHealth(loops);
    private final AtomicInteger rounds = new AtomicInteger();
    private final AtomicReference<Runnable> deed = new AtomicReference<>(() -> {});
    private final PollingLoop loop =
            loops.every(
                    "probe",
                    SOON,
                    () -> {
                        rounds.incrementAndGet();
                        deed.get().run();
                    });

    @AfterEach
    void close() {
        loop.interrupt(Duration.ofSeconds(1));
    }

    @Test
    void aRoundThatThrowsWhateverItIsIsFollowedByAnother() {
        loop.start();
        for (var failure :
                List.<Throwable>of(
                        new IllegalStateException(new SQLException("disk full", "53100")),
                        new StackOverflowError(),
                        new NullPointerException())) {
            deed.set(() -> sneak(failure));
            var before = failures("unforeseen");
            await(() -> failures("unforeseen") > before);
        }
        deed.set(() -> {});
        goesOn();
    }

    @Test
    void healthSaysWhichLoopFailsSinceWhenAndThatItNoLongerDoes() {
        var began = Clock.systemUTC().instant();
        deed.set(() -> sneak(new IllegalArgumentException("the secret is 1234")));
        loop.start();
        await(() -> health.call().getStatus() == Status.DOWN);
        var said = health.call().getData().orElseThrow().get("probe").toString();
        assertTrue(said.contains("IllegalArgumentException"), said);
        assertFalse(said.contains("1234"), said);
        var since = loops.failing().getFirst().since();
        assertFalse(since.isBefore(began));
        assertEquals(1, metrics.get("holdfast.loop.failing").gauge().value());
        deed.set(() -> {});
        await(() -> health.call().getStatus() == Status.UP);
        assertEquals(0, metrics.get("holdfast.loop.failing").gauge().value());
    }

    @Test
    void whatIsAwayIsCountedApartFromFaults() {
        deed.set(() -> sneak(new Unavailable("PostgreSQL is away", new SQLException())));
        loop.start();
        await(() -> failures("away") >= 2);
        assertEquals(0, failures("unforeseen"));
        deed.set(() -> {});
        goesOn();
    }

    @Test
    void aLoopThatFailsBacksOffHoweverOftenItIsNudged() {
        deed.set(() -> sneak(new IllegalStateException()));
        loop.start();
        var end = System.nanoTime() + Duration.ofMillis(600).toNanos();
        await(() -> {
            loop.nudge();
            return System.nanoTime() > end;
        });
        assertTrue(rounds.get() <= 4, "%d rounds in 600 ms".formatted(rounds.get()));
    }

    @Test
    void aNudgeEndsThePause() {
        var slow = loops.every("slow", Duration.ofHours(1), rounds::incrementAndGet);
        slow.start();
        await(() -> rounds.get() == 1);
        slow.nudge();
        await(() -> rounds.get() == 2);
        slow.close();
        assertFalse(slow.isRunning());
    }

    @Test
    void anItemThatAlwaysFailsIsGivenUpAndHoldsNothingBehindItUpForEver() throws Exception {
        var handled = new CopyOnWriteArrayList<String>();
        var givenUp = new CountDownLatch(1);
        var attempts = new AtomicInteger();
        var queue =
                new WorkQueue<String>(
                        loops,
                        "queue",
                        10,
                        item -> {
                            if ("poison".equals(item)) {
                                attempts.incrementAndGet();
                                throw new IllegalStateException("told to fail");
                            }
                            handled.add(item);
                        },
                        _ -> givenUp.countDown(),
                        SOON);
        queue.offer("first");
        queue.offer("poison");
        queue.offer("last");
        queue.start();
        assertTrue(givenUp.await(5, TimeUnit.SECONDS));
        queue.drain(Duration.ofSeconds(5));
        assertEquals(List.of("first", "last"), handled);
        assertEquals(20, attempts.get());
    }

    @Test
    void anItemWaitsForWhatIsAwayHoweverLongThatTakes() {
        var attempts = new AtomicInteger();
        var queue =
                new WorkQueue<String>(
                        loops,
                        "queue",
                        10,
                        _ -> {
                            if (attempts.incrementAndGet() < 40) {
                                throw new Unavailable("away", new SQLException());
                            }
                        },
                        item -> sneak(new AssertionError(item)),
                        SOON);
        queue.offer("patient");
        queue.start();
        await(() -> attempts.get() == 40);
        queue.interrupt();
    }

    private void goesOn() {
        var before = rounds.get();
        await(() -> rounds.get() > before + 3);
        assertTrue(loops.running().contains("probe"));
    }

    private double failures(String kind) {
        return metrics.get("holdfast.loop.failures")
                .tags("loop", "probe", "kind", kind)
                .counter()
                .count();
    }

    private static void await(BooleanSupplier condition) {
        var deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "not within 10 s");
            Thread.onSpinWait();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }
}
