package dev.holdfast.kit.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.embedded.EmbeddedRedis;
import dev.holdfast.embedded.EmbeddedRedisSettings;
import dev.holdfast.kit.coordination.Locks.Lock;
import dev.holdfast.kit.coordination.Locks.Taken;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three processes' worth of locks, so that the contract is kept across processes too. */
class RedisLocksTest extends LocksContract {

    private static final String NAME = "holdfast:lock:probe:" + ADA;
    private static final SimpleMeterRegistry METRICS = new SimpleMeterRegistry();
    private static EmbeddedRedis server;
    private static Redis[] connections;

    private final AtomicInteger turn = new AtomicInteger();
    private final RedisLocks[] processes = {locks(0), locks(1), locks(2)};

    @BeforeAll
    static void connect() {
        server = EmbeddedRedis.start(EmbeddedRedisSettings.temporary());
        connections = new Redis[] {connection(), connection(), connection()};
    }

    @AfterAll
    static void close() {
        for (var connection : connections) {
            connection.close();
        }
        server.close();
    }

    @Override
    <T> T taking(Set<LockKey> keys, Duration patience, Function<Taken, T> body) {
        var taken = take(turn.getAndIncrement() % processes.length, keys, patience);
        try {
            return body.apply(taken);
        } finally {
            if (taken instanceof Taken.Held(var lock)) {
                lock.close();
            }
        }
    }

    @Test
    void releasesNothingThatIsSomebodyElsesByNow() throws Exception {
        var late = take(0);
        connections[0].ask(it -> it.del(NAME));
        var now = take(1);
        late.close();
        assertEquals(new Taken.Busy(ADA), take(2, Set.of(ADA), SHORT));
        assertFalse(late.extend(LONG));
        now.close();
        assertGranted(ADA);
        var lost = METRICS.get("holdfast.lock.hold").tag("outcome", "lost").timer();
        assertTrue(lost.count() > 0);
    }

    @Test
    void aLockWhoseHolderIsGoneRunsOut() throws Exception {
        var held = take(0);
        assertTrue(connections[0].ask(it -> it.pttl(NAME)) > 0);
        assertTrue(connections[0].ask(it -> it.pttl(NAME)) <= 5_000);
        assertTrue(held.extend(Duration.ofSeconds(30)));
        assertTrue(connections[0].ask(it -> it.pttl(NAME)) > 20_000);
        held.close();
    }

    @Test
    void aPausedRedisIsAwayAndLeavesNoLockBehindThatNobodyHas() {
        server.pause();
        try {
            assertEquals(new Taken.Away(), processes[0].take(Set.of(ADA), LONG));
        } finally {
            server.resume();
        }
        for (var connection : connections) {
            RedisTest.await(connection::answers);
        }
        for (var process = 0; process < processes.length; process++) {
            assertGranted(ADA);
        }
    }

    private Lock take(int process) {
        return assertInstanceOf(Taken.Held.class, take(process, Set.of(ADA), LONG)).lock();
    }

    /** Again where Redis is taken to be away, as it is for a moment while the machine stutters. */
    private Taken take(int process, Set<LockKey> keys, Duration patience) {
        var taken = processes[process].take(keys, patience);
        for (var again = 0; again < 20 && taken instanceof Taken.Away; again++) {
            RedisTest.await(connections[process]::answers);
            taken = processes[process].take(keys, patience);
        }
        return taken;
    }

    private static Redis connection() {
        var redis = new Redis(RedisAddress.parse(server.url()), METRICS);
        redis.start();
        RedisTest.await(redis::answers);
        return redis;
    }

    private static RedisLocks locks(int process) {
        return new RedisLocks(connections[process], "probe", METRICS);
    }
}
