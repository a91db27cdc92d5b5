package dev.holdfast.kit.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.embedded.EmbeddedRedis;
import dev.holdfast.embedded.EmbeddedRedisSettings;
import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.TestLoops;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class LeadershipTest {

    private static final String NAME = "leadership-test";
    private static final Duration IDLE = Duration.ofSeconds(30);

    /** Long, as a leader loses its lease where the machine stands still for as long. */
    private static final Duration TTL = Duration.ofSeconds(6);

    private static EmbeddedRedis server;

    @Inject WorkerConnection worker;

    private final Admin admin = new Admin("probe");
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private LeaseStore leases;
    private LeaderStore store;
    private Redis redis;
    private Leadership first;
    private Leadership second;

    @BeforeAll
    static void startServer() {
        server = EmbeddedRedis.start(EmbeddedRedisSettings.temporary());
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void nothingCounted() {
        admin.execute(LeaderStore.TABLE);
        admin.execute("truncate counted");
        admin.execute("delete from leader_sign where name = 'leadership-test'");
        redis = new Redis(RedisAddress.parse(server.url()), metrics);
        redis.start();
        RedisTest.await(redis::answers);
        leases = new LeaseStore(worker);
        store = new LeaderStore(worker, IDLE);
        first = leadership();
        second = leadership();
    }

    @AfterEach
    void stop() {
        first.stop();
        second.stop();
        redis.close();
    }

    @Test
    void oneLeadsAndTheOtherTakesOverAtOnceWhenItStops() {
        first.start();
        RedisTest.await(() -> first.leading().isPresent());
        second.start();
        var before = first.leading().orElseThrow();
        assertEquals(first.holder(), first.leader().orElseThrow().holder());
        assertEquals(1, metrics.get("holdfast.leader").gauge().value());
        assertEquals((double) before.epoch(), metrics.get("holdfast.leader.epoch").gauge().value());
        first.stop();
        assertFalse(before.trusted());
        RedisTest.await(interrupted::get);
        RedisTest.await(() -> second.leading().isPresent());
        assertEquals(before.epoch() + 1, second.leading().orElseThrow().epoch());
    }

    @Test
    void whoseEpochIsOverIsInterruptedAndRefusedAlsoWhileRedisIsAway() {
        first.start();
        RedisTest.await(() -> first.leading().isPresent());
        var term = first.leading().orElseThrow();
        server.pause();
        try {
            leases.claim(NAME, "another");
            RedisTest.await(interrupted::get);
            assertFalse(term.trusted());
            assertEquals(Optional.empty(), store.count(term, () -> {}));
        } finally {
            server.resume();
        }
        RedisTest.await(() -> first.leading().isPresent());
        assertTrue(first.leading().orElseThrow().epoch() > term.epoch());
    }

    @Test
    void theLeaderGoesOnByPostgresWhileRedisIsAwayAndAfterIt() throws Exception {
        first.start();
        RedisTest.await(() -> first.leading().isPresent());
        var term = first.leading().orElseThrow();
        second.start();
        server.pause();
        try {
            var past = TTL.plusMillis(500);
            assertFalse(new CountDownLatch(1).await(past.toMillis(), TimeUnit.MILLISECONDS));
            assertTrue(term.trusted());
            assertEquals(Optional.empty(), second.leading());
            assertFalse(interrupted.get());
        } finally {
            server.resume();
        }
        RedisTest.await(redis::answers);
        redis.ask(commands -> commands.flushall());
        RedisTest.await(() -> holderInRedis().isPresent());
        RedisTest.await(() -> first.leading().or(second::leading).isPresent());
    }

    private Optional<String> holderInRedis() {
        try {
            return Optional.ofNullable(
                    redis.ask(commands -> commands.get("holdfast:leader:" + NAME)));
        } catch (RedisUnavailable _) {
            return Optional.empty();
        }
    }

    @Test
    void aStaleLeadersWriteNeverLandsAfterTheNewLeadersBegin() throws Exception {
        var stale = term(leases.claim(NAME, "stale"), "stale");
        var reading = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var write =
                    threads.submit(() ->
                            store.count(
                                    stale,
                                    () -> {
                                        reading.countDown();
                                        await(goOn);
                                    }));
            await(reading);
            var next = threads.submit(() -> leases.claim(NAME, "next"));
            assertThrows(
                    TimeoutException.class,
                    () -> next.get(500, TimeUnit.MILLISECONDS),
                    "a new epoch began while a write of the old one was under way");
            goOn.countDown();
            assertEquals(Optional.of(1), write.get(30, TimeUnit.SECONDS));
            next.get(30, TimeUnit.SECONDS);
        }
        assertEquals(Optional.empty(), store.count(stale, () -> {}));
        assertEquals(1, admin.count("select count(*) from counted"));
    }

    /** A past fault: a leader's task ended at the first error that it did not foresee. */
    @Test
    void aTaskThatFailsIsTakenUpAgainInTheSameTerm() {
        var rounds = new AtomicInteger();
        var leader =
                leadership(term -> {
                    if (rounds.incrementAndGet() == 1) {
                        throw new IllegalStateException("told to fail");
                    }
                    return Duration.ofMillis(10);
                });
        leader.start();
        try {
            RedisTest.await(() -> leader.leading().isPresent());
            var term = leader.leading().orElseThrow();
            RedisTest.await(() -> rounds.get() >= 3);
            assertEquals(term.epoch(), leader.leading().orElseThrow().epoch());
        } finally {
            leader.stop();
        }
    }

    @Test
    void anotherHolderOfTheSameEpochIsRefused() {
        var epoch = leases.claim(NAME, "one");
        assertEquals(Optional.empty(), store.count(term(epoch, "another"), () -> {}));
        assertEquals(Optional.empty(), store.count(term(epoch - 1, "one"), () -> {}));
        assertEquals(Optional.of(1), store.count(term(epoch, "one"), () -> {}));
    }

    @Test
    void nobodySignsOverWhoWonMeanwhile() {
        var epoch = leases.claim(NAME, "one");
        assertTrue(leases.sign(term(epoch, "one")));
        admin.execute("update leader_sign set holder = 'two' where name = 'leadership-test'");
        assertFalse(leases.sign(term(epoch, "one")));
    }

    @Test
    @Tag("long")
    void theLeaderGoesOnByRedisWhilePostgresTakesLongerThanItsLeaseLasts() throws Exception {
        first.start();
        RedisTest.await(() -> first.leading().isPresent());
        var term = first.leading().orElseThrow();
        admin.holding(
                "select from leader_sign where name = 'leadership-test' for update",
                () -> {
                    var past = TTL.plusMillis(500);
                    assertFalse(
                            new CountDownLatch(1).await(past.toMillis(), TimeUnit.MILLISECONDS));
                    assertTrue(term.trusted());
                    return term;
                });
    }

    @Test
    void leaseTimesThatCannotWorkAreNamedWithTheirFix() {
        assertEquals(
                List.of("HOLDFAST_LEASE_RENEW is 1s. Set it to 500ms to 666ms."),
                wrong(Duration.ofSeconds(2), Duration.ofSeconds(1)));
        assertEquals(
                List.of("HOLDFAST_LEASE_TTL is 1s. Set it to 2s to 60s."),
                wrong(Duration.ofSeconds(1), Duration.ofMillis(500)));
        assertEquals(List.of(), wrong(Duration.ofSeconds(10), Duration.ofSeconds(2)));
    }

    private static List<String> wrong(Duration ttl, Duration renew) {
        return new LeaseSettings.Check(new LeaderProcess.Times(ttl, renew)).wrong();
    }

    private Leadership leadership() {
        return leadership(_ -> untilInterrupted());
    }

    private Leadership leadership(LeaderTask task) {
        return new Leadership(
                NAME,
                redis,
                worker,
                new LeaderProcess.Times(TTL, LeaderProcess.RENEW),
                List.of(task),
                metrics,
                TestLoops.loops());
    }

    private Duration untilInterrupted() throws InterruptedException {
        try {
            new CountDownLatch(1).await(1, TimeUnit.MINUTES);
            return Duration.ZERO;
        } finally {
            interrupted.set(true);
        }
    }

    private static LeaderTerm term(long epoch, String holder) {
        return new LeaderTerm(NAME, epoch, holder, System.nanoTime() + IDLE.toNanos());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
