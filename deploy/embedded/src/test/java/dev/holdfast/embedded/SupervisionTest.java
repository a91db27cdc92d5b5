package dev.holdfast.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.embedded.ChildSpec.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisionTest {

    @TempDir private Path folder;

    @Test
    void leavesNoServerAndNoTemporaryDataWhenItsJvmIsKilled() throws Exception {
        try (var servers = ServersInAnotherJvm.start(folder, "temporary")) {
            assertTrue(Files.isDirectory(servers.redisData()));
            servers.killJvm();
            servers.postgres().onExit().get(20, TimeUnit.SECONDS);
            servers.redis().onExit().get(20, TimeUnit.SECONDS);
            awaitDeleted(servers.redisData());
        }
    }

    @Test
    void endsAPausedServerWhenItsJvmIsKilled() throws Exception {
        try (var servers = ServersInAnotherJvm.start(folder)) {
            new ProcessTree(servers.postgres()).pause();
            var backends = servers.postgres().descendants().toList();
            assertFalse(backends.isEmpty());
            servers.killJvm();
            servers.postgres().onExit().get(20, TimeUnit.SECONDS);
            for (var backend : backends) {
                backend.onExit().get(20, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void replacesServersThatAnEarlierRunLeftBehind() throws Exception {
        try (var servers = ServersInAnotherJvm.start(folder)) {
            servers.killAllButTheServers();
            assertTrue(servers.postgres().isAlive());
            assertTrue(servers.redis().isAlive());
            try (var postgres =
                            EmbeddedPostgres.start(
                                    EmbeddedPostgresSettings.keptIn(folder.resolve("postgres")));
                    var redis =
                            EmbeddedRedis.start(
                                    EmbeddedRedisSettings.keptIn(folder.resolve("redis")))) {
                assertFalse(servers.postgres().isAlive());
                assertFalse(servers.redis().isAlive());
                assertNotEquals(servers.postgres().pid(), postgres.pid());
                assertTrue(redis.alive());
            }
        }
    }

    @Test
    void startsBesideAForeignProcessThatHasTheIdOfADeadServer() throws Exception {
        try (var postgres = EmbeddedPostgres.start(EmbeddedPostgresSettings.keptIn(folder))) {
            postgres.kill();
            var noted = folder.resolve("cluster/postmaster.pid");
            var lines = Files.readAllLines(noted);
            lines.set(0, Long.toString(ProcessHandle.current().pid()));
            Files.write(noted, lines);
        }
        try (var postgres = EmbeddedPostgres.start(EmbeddedPostgresSettings.keptIn(folder))) {
            assertTrue(postgres.alive());
        }
    }

    @Test
    void reportsHowAChildEndedAndWhatItWrote() {
        var child = start("echo some words; exit 3");
        assertTrue(child.awaitExit(Duration.ofSeconds(10)));
        assertEquals(3, child.exitCode().orElseThrow());
        assertEquals("some words", child.logTail());
    }

    @Test
    void killsAChildThatDoesNotStopWithinItsGrace() {
        var child = start("trap '' TERM; echo deaf; while true; do sleep 0.1; done");
        awaitLog("deaf");
        var begun = System.nanoTime();
        child.stop();
        var took = Duration.ofNanos(System.nanoTime() - begun);
        assertTrue(took.toMillis() < 5500, () -> "the supervisor left it to this JVM: " + took);
        assertFalse(child.alive());
        assertEquals(128 + 9, child.exitCode().orElseThrow());
    }

    @Test
    void keepsAChildWhenTheTerminalInterruptsTheParentsProcessGroup() throws Exception {
        var child = start("echo up; exec sleep 30");
        awaitLog("up");
        var supervisor = ProcessHandle.of(child.pid()).flatMap(ProcessHandle::parent).orElseThrow();
        new ProcessBuilder("kill", "-INT", Long.toString(supervisor.pid())).start().waitFor();
        assertFalse(child.awaitExit(Duration.ofMillis(300)));
        child.stop();
        assertFalse(child.alive());
    }

    private ChildProcess start(String script) {
        return ChildProcess.start(
                new ChildSpec(
                        List.of("bash", "-c", script),
                        ChildSpec.bareEnvironment(),
                        folder,
                        folder.resolve("child.log"),
                        Optional.of(new ProcessRecord(folder.resolve("child.pid"))),
                        Optional.empty(),
                        StopSignal.TERM,
                        Duration.ofSeconds(1)));
    }

    private void awaitLog(String line) {
        var end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!LogTail.of(folder.resolve("child.log")).contains(line)) {
            assertTrue(System.nanoTime() < end, "no such line in the log: " + line);
            Thread.onSpinWait();
        }
    }

    private static void awaitDeleted(Path path) throws IOException, InterruptedException {
        try (var watch = path.getFileSystem().newWatchService()) {
            path.getParent().register(watch, StandardWatchEventKinds.ENTRY_DELETE);
            var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (Files.exists(path)) {
                assertTrue(System.nanoTime() < end, path + " is still there");
                watch.poll(1, TimeUnit.SECONDS);
            }
        }
    }
}
