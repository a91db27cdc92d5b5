package dev.holdfast.kit.coordination;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.coordination.Locks.Taken;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Locks} keeps. */
abstract class LocksContract {

    protected static final Duration LONG = Duration.ofSeconds(20);
    protected static final Duration SHORT = Duration.ofMillis(100);
    protected static final LockKey ADA = LockKey.member(new GuildId(61), new UserId(1));
    protected static final LockKey BEN = LockKey.member(new GuildId(61), new UserId(2));

    /** Shorter than a lock lasts that nobody released. */
    private static final Duration SOON = Duration.ofSeconds(2);

    private static final int THREADS = 12;

    private int unguarded;

    /** Takes them, gives what came of it to the body, and releases them after it. */
    abstract <T> T taking(Set<LockKey> keys, Duration patience, Function<Taken, T> body);

    @Test
    void oneAtATimeHasALock() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all =
                    IntStream.range(0, THREADS)
                            .mapToObj(_ -> threads.submit(() -> countUnder(Set.of(ADA))))
                            .toList();
            for (var each : all) {
                each.get(30, SECONDS);
            }
        }
        assertEquals(THREADS, unguarded);
    }

    @Test
    void thoseWhoNameTheSameTwoInAnotherOrderAllGetThem() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all =
                    IntStream.range(0, THREADS)
                            .mapToObj(each ->
                                    threads.submit(() ->
                                            countUnder(
                                                    each % 2 == 0
                                                            ? new LinkedHashSet<>(List.of(ADA, BEN))
                                                            : new LinkedHashSet<>(
                                                                    List.of(BEN, ADA)))))
                            .toList();
            for (var each : all) {
                each.get(30, SECONDS);
            }
        }
        assertEquals(THREADS, unguarded);
    }

    @Test
    void whoComesMeanwhileIsToldWithinTheirPatienceThatItIsBusy() throws Exception {
        whileHeld(
                ADA,
                () -> {
                    var started = System.nanoTime();
                    var taken = taking(Set.of(ADA), SHORT, outcome -> outcome);
                    var waited = Duration.ofNanos(System.nanoTime() - started);
                    assertEquals(new Taken.Busy(ADA), taken);
                    assertTrue(waited.compareTo(SHORT) >= 0, "waited only " + waited);
                    assertTrue(waited.compareTo(SHORT.multipliedBy(100)) < 0, "waited " + waited);
                });
        assertGranted(ADA);
    }

    @Test
    void takesNoneWhereOneIsBusy() throws Exception {
        whileHeld(
                BEN,
                () -> {
                    var taken = taking(Set.of(ADA, BEN), SHORT, outcome -> outcome);
                    assertEquals(new Taken.Busy(BEN), taken);
                    assertGranted(ADA);
                });
    }

    @Test
    void anotherGuildKindOrIdIsAnotherLock() throws Exception {
        whileHeld(
                ADA,
                () -> {
                    assertGranted(BEN);
                    assertGranted(LockKey.member(new GuildId(62), new UserId(1)));
                    assertGranted(new LockKey(new GuildId(61), "shop", 1));
                });
    }

    @Test
    void aHeldLockIsExtended() {
        var extended =
                taking(
                        Set.of(ADA, BEN),
                        LONG,
                        taken -> assertInstanceOf(Taken.Held.class, taken).lock().extend(LONG));
        assertTrue(extended);
    }

    protected final void assertGranted(LockKey key) {
        assertInstanceOf(Taken.Held.class, taking(Set.of(key), SOON, outcome -> outcome));
    }

    /** Somebody else holds the lock for as long as the body runs. */
    protected final void whileHeld(LockKey key, Runnable body) throws Exception {
        var held = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var holder =
                    threads.submit(() ->
                            taking(
                                    Set.of(key),
                                    LONG,
                                    taken -> {
                                        held.countDown();
                                        return taken instanceof Taken.Held && until(done);
                                    }));
            try {
                assertTrue(held.await(20, SECONDS));
                body.run();
            } finally {
                done.countDown();
            }
            assertTrue(holder.get(20, SECONDS));
        }
    }

    private int countUnder(Set<LockKey> keys) {
        return taking(
                keys,
                LONG,
                taken -> {
                    assertInstanceOf(Taken.Held.class, taken);
                    var seen = unguarded;
                    LockSupport.parkNanos(10_000);
                    unguarded = seen + 1;
                    return unguarded;
                });
    }

    private static boolean until(CountDownLatch done) {
        try {
            return done.await(20, SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
