package dev.holdfast.kit.coordination;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.embedded.EmbeddedRedis;
import dev.holdfast.embedded.LoopbackPort;
import dev.holdfast.embedded.RedisSettings;
import io.lettuce.core.RedisCommandExecutionException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What a machine that is busy with other tests may take on top. */
    private static final Duration SLACK = Duration.ofMillis(400);

    private static EmbeddedRedis server;
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private Redis redis;

    @BeforeAll
    static void startServer() {
        server = EmbeddedRedis.start(RedisSettings.temporary().withPassword("secret"));
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
    void answersFromTheFirstQuestionOn() throws RedisAway {
        assertEquals("PONG", redis.ask(it -> it.ping()));
        assertEquals(1, metrics.get("holdfast.redis.answers").gauge().value());
    }

    @Test
    void aPausedRedisCostsTheFirstCallersItsPatienceAndTheOthersNothing() throws Exception {
        server.pause();
        try {
            assertAwayWithin(Redis.PATIENCE.plus(SLACK));
            for (var caller = 0; caller < 100; caller++) {
                assertAwayWithin(SLACK.dividedBy(4));
            }
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
                assertInstanceOf(RedisAway.class, failed.getCause());
            }
        } finally {
            server.resume();
        }
        assertTrue(Duration.ofNanos(System.nanoTime() - started).compareTo(SLACK.plus(SLACK)) < 0);
    }

    @Test
    void aKilledRedisIsConnectedToAgain() throws Exception {
        server.kill();
        await(() -> !redis.answers());
        assertAwayWithin(SLACK.dividedBy(4));
        server.restart();
        await(this::answers);
    }

    @Test
    void aRedisThatIsDownAtStartDelaysNobodyAndIsFoundLater() {
        var port = LoopbackPort.free().number();
        var late = new Redis(RedisAddress.parse("redis://127.0.0.1:" + port), metrics);
        late.start();
        assertThrows(RedisAway.class, () -> late.ask(it -> it.ping()));
        try (var _ = EmbeddedRedis.start(RedisSettings.temporary().onPort(port))) {
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
            assertThrows(RedisAway.class, () -> stranger.ask(it -> it.ping()));
        } finally {
            stranger.close();
        }
    }

    @Test
    void aQuestionThatRedisRefusesIsABugAndNotAnOutage() throws RedisAway {
        redis.ask(it -> it.set("text", "no number"));
        assertThrows(RedisCommandExecutionException.class, () -> redis.ask(it -> it.incr("text")));
        assertTrue(redis.answers());
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
        } catch (RedisAway notYet) {
            return -1;
        }
    }

    private boolean answers() {
        try {
            return redis.ask(it -> it.ping()).equals("PONG");
        } catch (RedisAway away) {
            return false;
        }
    }

    private void assertAwayWithin(Duration limit) {
        var started = System.nanoTime();
        assertThrows(RedisAway.class, () -> redis.ask(it -> it.ping()));
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
