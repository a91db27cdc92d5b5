package dev.holdfast.kit.coordination;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.embedded.EmbeddedRedis;
import dev.holdfast.embedded.EmbeddedRedisSettings;
import dev.holdfast.embedded.LoopbackPort;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.internal.ExceptionFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static EmbeddedRedis server;
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private Redis redis;

    @BeforeAll
    static void startServer() {
        server = EmbeddedRedis.start(EmbeddedRedisSettings.temporary().withPassword("secret"));
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void connect() {
        redis = new Redis(RedisAddress.parse(server.url()), metrics);
        redis.start();
        await(redis::answers);
    }

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void answersFromTheFirstQuestionOn() throws RedisUnavailable {
        assertEquals("PONG", redis.ask(it -> it.ping()));
        assertEquals(1, metrics.get("holdfast.redis.answers").gauge().value());
    }

    @Test
    void aPausedRedisCostsTheFirstCallersItsPatienceAndTheOthersNothing() throws Exception {
        server.pause();
        try {
            assertAwayWithin(Duration.ofSeconds(5), 1);
            assertAwayWithin(Redis.PATIENCE.multipliedBy(10), 100);
            assertEquals(0, metrics.get("holdfast.redis.answers").gauge().value());
        } finally {
            server.resume();
        }
        await(this::answers);
    }

    @Test
    void manyWhoAskAPausedRedisAtOnceWaitSideBySide() throws Exception {
        server.pause();
        var started = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked =
                    Stream.generate(() -> threads.submit(() -> redis.ask(it -> it.ping())))
                            .limit(50)
                            .toList();
            for (var question : asked) {
                var failed = assertThrows(ExecutionException.class, question::get);
                assertInstanceOf(RedisUnavailable.class, failed.getCause());
            }
        } finally {
            server.resume();
        }
        var taken = Duration.ofNanos(System.nanoTime() - started);
        assertTrue(taken.compareTo(Redis.PATIENCE.multipliedBy(20)) < 0, "took " + taken);
    }

    @Test
    void aKilledRedisIsConnectedToAgain() throws Exception {
        server.kill();
        await(() -> !redis.answers());
        assertAwayWithin(Redis.PATIENCE.multipliedBy(10), 20);
        server.restart();
        await(this::answers);
    }

    @Test
    void aRedisThatIsDownAtStartDelaysNobodyAndIsFoundLater() {
        var port = LoopbackPort.free().number();
        var late = new Redis(RedisAddress.parse("redis://127.0.0.1:" + port), metrics);
        late.start();
        assertThrows(RedisUnavailable.class, () -> late.ask(it -> it.ping()));
        try (var _ = EmbeddedRedis.start(EmbeddedRedisSettings.temporary().onPort(port))) {
            await(late::answers);
        } finally {
            late.close();
        }
    }

    @Test
    void aWrongPasswordIsRedisAway() {
        var stranger =
                new Redis(RedisAddress.parse("redis://:wrong@127.0.0.1:" + server.port()), metrics);
        stranger.start();
        try {
            assertThrows(RedisUnavailable.class, () -> stranger.ask(it -> it.ping()));
        } finally {
            stranger.close();
        }
    }

    @Test
    void aQuestionThatRedisRefusesIsABugAndNotAnOutage() throws RedisUnavailable {
        redis.ask(it -> it.set("text", "no number"));
        assertThrows(RedisCommandExecutionException.class, () -> redis.ask(it -> it.incr("text")));
        assertTrue(redis.answers());
    }

    /** A past fault: such a Redis was taken for a bug of ours. */
    @Test
    void aRedisThatTakesNoWritesIsAwayAndSaysWhy() throws Exception {
        for (var refusing :
                Map.of("min-replicas-to-write", "NOREPLICAS", "maxmemory", "OOM").entrySet()) {
            redis.ask(it -> it.configSet(refusing.getKey(), "1"));
            await(() -> !redis.answers() && !answers());
            var health = new RedisHealth(redis).call();
            assertEquals(HealthCheckResponse.Status.DOWN, health.getStatus());
            assertEquals(
                    "it answers " + refusing.getValue(), health.getData().orElseThrow().get("why"));
            assertThrows(
                    RedisUnavailable.class,
                    () -> redis.ask(it -> RedisScript.EXTEND.run(it, List.of("a"), "b", "1")));
            configure(refusing.getKey(), "0");
            await(this::answers);
            assertEquals(HealthCheckResponse.Status.UP, new RedisHealth(redis).call().getStatus());
        }
    }

    /** While Redis is away, only another connection than the kit's asks it anything. */
    private static void configure(String name, String value) {
        var client = RedisClient.create(server.url());
        try (var connection = client.connect()) {
            connection.sync().configSet(name, value);
        } finally {
            client.shutdown();
        }
    }

    @Test
    void whatMeansThatRedisCannotAnswerNowIsNoBug() {
        for (var answer :
                List.of(
                        "NOREPLICAS Not enough good replicas to write.",
                        "LOADING Redis is loading the dataset in memory",
                        "READONLY You can't write against a read only replica.",
                        "MOVED 3999 127.0.0.1:6381",
                        "ASK 3999 127.0.0.1:6381",
                        "CLUSTERDOWN The cluster is down",
                        "TRYAGAIN Multiple keys request during rehashing of slot",
                        "MASTERDOWN Link with MASTER is down",
                        "MISCONF Redis is configured to save RDB snapshots",
                        "OOM command not allowed when used memory > 'maxmemory'.",
                        "BUSY Redis is busy running a script.",
                        "ERR Error running script (call to f_1): @user_script:1: -NOREPLICAS Not enough good replicas to write. ")) {
            assertTrue(
                    RedisConnection.isAway(ExceptionFactory.createExecutionException(answer)),
                    answer);
        }
        for (var answer :
                List.of(
                        "WRONGTYPE Operation against a key holding the wrong kind of value",
                        "ERR value is not an integer or out of range",
                        "ERR Error compiling script (new function): user_script:1: unexpected symbol")) {
            assertFalse(
                    RedisConnection.isAway(ExceptionFactory.createExecutionException(answer)),
                    answer);
        }
    }

    /** A past fault: compose's Redis dropped leases first. */
    @Test
    void aRedisThatEvictsKeysIsNamedAndOneThatDoesNotTellIsUnknown() throws Exception {
        assertEquals(Optional.empty(), EvictionPolicyCheck.wrong("r", Optional.of("noeviction")));
        var evicting = EvictionPolicyCheck.wrong("r", Optional.of("volatile-ttl")).orElseThrow();
        assertTrue(evicting.contains("volatile-ttl"), evicting);
        var unknown = EvictionPolicyCheck.wrong("r", Optional.empty()).orElseThrow();
        assertTrue(unknown.contains("unknown"), unknown);
        var lines = new RedisConnector(RedisAddress.parse(server.url()), Redis.PATIENCE);
        try (var line = lines.connect((_, _) -> {})) {
            assertEquals(Optional.of("noeviction"), line.evictionPolicy());
            configure("maxmemory-policy", "volatile-ttl");
            assertEquals(Optional.of("volatile-ttl"), line.evictionPolicy());
        } finally {
            configure("maxmemory-policy", "noeviction");
            lines.close();
        }
    }

    @Test
    void hearsWhatIsPublishedAlsoAfterRedisWasAway() throws Exception {
        var heard = new ArrayBlockingQueue<String>(10_000);
        try (var _ = redis.subscribe("news", heard::add)) {
            publishUntilHeard("first", heard);
            server.restart();
            await(this::answers);
            publishUntilHeard("second", heard);
        }
        await(() -> hearers("to nobody") == 0);
    }

    /** A subscription takes effect a moment after it was asked for. */
    private void publishUntilHeard(String news, ArrayBlockingQueue<String> heard) throws Exception {
        await(() -> hearers(news) > 0);
        var message = heard.poll(PATIENCE.toMillis(), MILLISECONDS);
        while (message != null && !message.equals(news)) {
            message = heard.poll(PATIENCE.toMillis(), MILLISECONDS);
        }
        assertNotNull(message);
    }

    /** How many heard it; a Redis that is away for a moment is asked again. */
    private long hearers(String news) {
        try {
            return redis.ask(it -> it.publish("news", news));
        } catch (RedisUnavailable _) {
            return -1;
        }
    }

    private boolean answers() {
        try {
            return redis.ask(it -> it.ping()).equals("PONG");
        } catch (RedisUnavailable _) {
            return false;
        }
    }

    /** So many callers, one after the other, are told so within that time in all. */
    private void assertAwayWithin(Duration limit, int callers) {
        var started = System.nanoTime();
        for (var caller = 0; caller < callers; caller++) {
            assertThrows(RedisUnavailable.class, () -> redis.ask(it -> it.ping()));
        }
        var taken = Duration.ofNanos(System.nanoTime() - started);
        assertTrue(taken.compareTo(limit) < 0, "took " + taken);
    }

    static void await(BooleanSupplier condition) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "waited in vain");
            LockSupport.parkNanos(MILLISECONDS.toNanos(10));
        }
    }
}
