package dev.holdfast.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.embedded.EmbeddedPostgres;
import dev.holdfast.embedded.EmbeddedRedis;
import dev.holdfast.embedded.PostgresSettings;
import dev.holdfast.embedded.RedisSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {

    private static EmbeddedPostgres ownPostgres;
    private static EmbeddedRedis ownRedis;

    @TempDir private Path root;

    private final Map<String, String> environment = LaunchedStack.freshEnvironment();

    @BeforeAll
    static void startServersOfTheOperator() {
        ownPostgres = EmbeddedPostgres.start(PostgresSettings.temporary());
        ownRedis = EmbeddedRedis.start(RedisSettings.temporary());
    }

    @AfterAll
    static void stopThem() {
        ownPostgres.close();
        ownRedis.close();
    }

    @BeforeEach
    void buildServices() throws IOException {
        for (var module : new String[] {"deploy/sandbox", "economy-service", "gateway-service"}) {
            TinyService.buildInto(root, module);
        }
    }

    private void useOwnServers() {
        environment.put("DATABASE_URL", ownPostgres.url());
        environment.put("DATABASE_ADMIN_URL", ownPostgres.adminUrl());
        environment.put("REDIS_URL", ownRedis.url());
    }

    @Test
    void bringsEverythingUpAndEndsItInOrderOnCtrlC() throws Exception {
        try (var stack = LaunchedStack.start(root, environment).awaitReady()) {
            var children = stack.children();
            assertTrue(children.size() >= 5, "PostgreSQL, Redis and three services");
            stack.interrupt();
            assertEquals(0, stack.awaitExit());
            var stops =
                    stack.output().lines().filter(line -> line.startsWith("Stopping ")).toList();
            assertEquals(
                    "[Stopping gateway-service ..., Stopping economy-service ..., Stopping sandbox ..., "
                            + "Stopping Redis ..., Stopping PostgreSQL ...]",
                    stops.toString());
            children.forEach(
                    child -> assertFalse(child.isAlive(), () -> "still there: " + child.info()));
        }
    }

    @Test
    void tellsWhereToClick() throws Exception {
        useOwnServers();
        try (var stack = LaunchedStack.start(root, environment).awaitReady()) {
            stack.interrupt();
            var sandbox = "http://127.0.0.1:" + environment.get("HOLDFAST_SANDBOX_PORT");
            assertTrue(
                    stack.output().contains("Open " + sandbox + " and type /balance."),
                    stack.output());
        }
    }

    @Test
    void leavesNothingRunningWhenItIsKilled() throws Exception {
        try (var stack = LaunchedStack.start(root, environment).awaitReady()) {
            var children = stack.children();
            stack.killLauncher();
            for (var child : children) {
                child.onExit().get(30, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void endsWhatAKilledEarlierRunLeftBehind() throws Exception {
        try (var first = LaunchedStack.start(root, environment).awaitReady()) {
            var orphans = first.children();
            first.killLauncherAndSupervisors();
            assertTrue(
                    orphans.stream().anyMatch(ProcessHandle::isAlive), "there is no orphan to end");
            try (var second = LaunchedStack.start(root, environment).awaitReady()) {
                orphans.forEach(orphan ->
                        assertFalse(orphan.isAlive(), () -> "still there: " + orphan.info()));
                second.interrupt();
                assertEquals(0, second.awaitExit());
            }
        }
    }

    @Test
    void startsAServiceAgainThatDied() throws Exception {
        useOwnServers();
        try (var stack = LaunchedStack.start(root, environment).awaitReady()) {
            var before = stack.get(Setting.HOLDFAST_ECONOMY_PORT, "/pid");
            assertThrows(
                    IOException.class, () -> stack.get(Setting.HOLDFAST_ECONOMY_PORT, "/crash"));
            var line = stack.awaitLine("economy-service ended (exit code 3).");
            assertTrue(line.contains("Starting it again in 1 s. Its log: " + root), line);
            stack.awaitLine("economy-service is ready again.");
            assertNotEquals(before, stack.get(Setting.HOLDFAST_ECONOMY_PORT, "/pid"));
        }
    }

    @Test
    void startsTheDatabaseAgainThatDied() throws Exception {
        try (var stack = LaunchedStack.start(root, environment).awaitReady()) {
            var note = root.resolve("data/postgres/cluster/postmaster.pid");
            var before = Long.parseLong(Files.readAllLines(note).getFirst());
            ProcessHandle.of(before).orElseThrow().destroyForcibly();
            stack.awaitLine("PostgreSQL ended.");
            stack.awaitLine("PostgreSQL is ready again.");
            assertNotEquals(before, Long.parseLong(Files.readAllLines(note).getFirst()));
            assertTrue(stack.port(Setting.HOLDFAST_POSTGRES_PORT).answers(LaunchedStack.LIMIT));
        }
    }

    @Test
    void startsNoServerWhereTheOperatorNamesOne() throws Exception {
        useOwnServers();
        try (var stack = LaunchedStack.start(root, environment).awaitReady()) {
            assertTrue(stack.port(Setting.HOLDFAST_POSTGRES_PORT).isFree());
            assertTrue(stack.port(Setting.HOLDFAST_REDIS_PORT).isFree());
            assertFalse(Files.exists(root.resolve("data/postgres/cluster")));
            var seen = stack.get(Setting.HOLDFAST_ECONOMY_PORT, "/environment");
            assertTrue(seen.contains("DATABASE_URL=" + ownPostgres.url()), seen);
            assertTrue(seen.contains("DATABASE_ADMIN_URL=" + ownPostgres.adminUrl()), seen);
            assertTrue(seen.contains("REDIS_URL=" + ownRedis.url()), seen);
        }
    }

    @Test
    void givesEachServiceItsSecretsAndNoOthers() throws Exception {
        useOwnServers();
        try (var stack = LaunchedStack.start(root, environment).awaitReady()) {
            var gateway = stack.get(Setting.HOLDFAST_GATEWAY_PORT, "/environment");
            var economy = stack.get(Setting.HOLDFAST_ECONOMY_PORT, "/environment");
            var sandbox = stack.get(Setting.HOLDFAST_SANDBOX_PORT, "/environment");
            var secret = "HOLDFAST_SECRET=" + Files.readString(root.resolve("data/secret")).strip();
            assertTrue(gateway.contains(secret) && economy.contains(secret));
            assertTrue(
                    gateway.contains("DISCORD_TOKEN=MTIzNDU2Nzg5MDEyMzQ1Njc4.GaBcDe.sandbox"),
                    gateway);
            assertTrue(
                    gateway.contains(
                            "DISCORD_URL=http://127.0.0.1:"
                                    + environment.get("HOLDFAST_SANDBOX_PORT")));
            assertTrue(
                    gateway.contains(
                            "HOLDFAST_SERVICES=economy=http://127.0.0.1:"
                                    + environment.get("HOLDFAST_ECONOMY_PORT")));
            assertFalse(economy.contains("DISCORD_TOKEN"), economy);
            assertFalse(
                    sandbox.contains("HOLDFAST_SECRET") || sandbox.contains("DATABASE_URL"),
                    sandbox);
            assertEquals("rwx------", permissions("data"));
            assertEquals("rw-------", permissions("data/secret"));
        }
    }

    @Test
    void startsNoSandboxForARealBotAndSaysHowToInviteIt() throws Exception {
        useOwnServers();
        environment.put(
                "DISCORD_TOKEN", "MTIzNDU2Nzg5MDEyMzQ1Njc4.GaBcDe.something-only-discord-knows");
        try (var stack = LaunchedStack.start(root, environment).awaitReady()) {
            assertTrue(stack.port(Setting.HOLDFAST_SANDBOX_PORT).isFree());
            stack.interrupt();
            assertTrue(stack.output().contains("client_id=123456789012345678&"), stack.output());
            assertFalse(stack.output().contains("something-only-discord-knows"));
        }
    }

    @Test
    void namesWhoHoldsAPortAndHowToChooseAnother() throws Exception {
        useOwnServers();
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            environment.put("HOLDFAST_GATEWAY_PORT", Integer.toString(taken.getLocalPort()));
            try (var stack = LaunchedStack.start(root, environment)) {
                assertEquals(1, stack.awaitExit());
                var words =
                        "Port %d, which gateway-service needs, is taken by process %d ("
                                .formatted(taken.getLocalPort(), ProcessHandle.current().pid());
                assertTrue(stack.output().contains(words), stack.output());
                assertTrue(
                        stack.output().contains("choose another port by HOLDFAST_GATEWAY_PORT="),
                        stack.output());
            }
        }
    }

    @Test
    void refusesASecondRunOnTheSameData() throws Exception {
        useOwnServers();
        try (var first = LaunchedStack.start(root, environment).awaitReady()) {
            try (var second = LaunchedStack.start(root, environment)) {
                assertEquals(1, second.awaitExit());
                assertTrue(
                        second.output().contains("(process " + first.pid() + ")"), second.output());
            }
            assertEquals("UP", first.get(Setting.HOLDFAST_GATEWAY_PORT, "/q/health/ready"));
        }
    }

    @Test
    void saysWhichServerOfTheOperatorDoesNotAnswer() throws Exception {
        environment.put(
                "DATABASE_URL", "postgresql://127.0.0.1:%s/holdfast".formatted(ownRedis.port()));
        environment.put("REDIS_URL", "redis://127.0.0.1:1");
        try (var stack = LaunchedStack.start(root, environment)) {
            assertEquals(1, stack.awaitExit());
            assertTrue(
                    stack.output()
                            .contains("No PostgreSQL answers at 127.0.0.1:" + ownRedis.port()),
                    stack.output());
            assertTrue(stack.output().contains("No Redis answers at 127.0.0.1:1"), stack.output());
        }
    }

    @Test
    void givesUpWithTheServicesOwnWordsWhenOneNeverStarts() throws Exception {
        useOwnServers();
        environment.put("REFUSE_TO_START", "yes");
        try (var stack = LaunchedStack.start(root, environment)) {
            assertEquals(1, stack.awaitExit());
            assertTrue(
                    stack.output().contains("TinyService does not want to start."), stack.output());
            assertTrue(stack.output().contains("exit code 7"), stack.output());
        }
    }

    private String permissions(String path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve(path)));
    }
}
