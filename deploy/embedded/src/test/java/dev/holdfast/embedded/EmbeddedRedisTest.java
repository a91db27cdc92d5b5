package dev.holdfast.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir private Path folder;

    @Test
    void keepsWhatWasWrittenWhenItIsStoppedAndStartedLater() throws IOException {
        try (var redis = EmbeddedRedis.start(EmbeddedRedisSettings.keptIn(folder))) {
            assertEquals("+OK", ask(redis, "SET coin 42"));
        }
        try (var redis = EmbeddedRedis.start(EmbeddedRedisSettings.keptIn(folder))) {
            assertEquals("$2", ask(redis, "GET coin"));
        }
    }

    @Test
    void forgetsEverythingWhenItIsKilledWithoutAppendOnly() throws IOException {
        try (var redis = EmbeddedRedis.start(EmbeddedRedisSettings.temporary())) {
            assertEquals("+OK", ask(redis, "SET coin 42"));
            redis.kill();
            assertFalse(redis.alive());
            redis.restart();
            assertEquals("$-1", ask(redis, "GET coin"));
        }
    }

    @Test
    void keepsSilentWhilePausedAndGoesOnAfterwards() throws IOException {
        try (var redis = EmbeddedRedis.start(EmbeddedRedisSettings.temporary())) {
            redis.pause();
            assertThrows(
                    SocketTimeoutException.class, () -> ask(redis, "PING", Duration.ofSeconds(1)));
            redis.resume();
            assertEquals("+PONG", ask(redis, "PING"));
        }
    }

    @Test
    void asksForThePasswordWhereOneIsSet() throws IOException {
        var settings = EmbeddedRedisSettings.temporary().withPassword("wrack-and-kelp");
        try (var redis = EmbeddedRedis.start(settings)) {
            assertTrue(ask(redis, "PING").startsWith("-NOAUTH"));
            assertEquals("+OK", ask(redis, "AUTH wrack-and-kelp"));
            assertEquals("redis://:wrack-and-kelp@127.0.0.1:" + redis.port(), redis.url());
        }
    }

    @Test
    void leavesNoDataBehindWhenThatIsTemporary() {
        var redis = EmbeddedRedis.start(EmbeddedRedisSettings.temporary());
        var data = redis.log().getParent();
        assertTrue(Files.isDirectory(data));
        redis.close();
        assertFalse(Files.exists(data));
    }

    @Test
    void refusesAFolderThatALivingServerUses() {
        try (var redis = EmbeddedRedis.start(EmbeddedRedisSettings.keptIn(folder))) {
            var failure =
                    assertThrows(
                            StartFailure.class,
                            () -> EmbeddedRedis.start(EmbeddedRedisSettings.keptIn(folder)));
            assertTrue(
                    failure.getMessage()
                            .contains(
                                    "is already running as process %d, started by process %d."
                                            .formatted(redis.pid(), ProcessHandle.current().pid())),
                    failure.getMessage());
            assertTrue(redis.alive());
        }
    }

    private static String ask(EmbeddedRedis redis, String command) throws IOException {
        return ask(redis, command, LIMIT);
    }

    private static String ask(EmbeddedRedis redis, String command, Duration limit)
            throws IOException {
        try (var socket = new LoopbackPort(redis.port()).connect(limit)) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }
}
