package dev.holdfast.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.embedded.EmbeddedPostgres;
import dev.holdfast.embedded.EmbeddedPostgresSettings;
import dev.holdfast.embedded.EmbeddedRedis;
import dev.holdfast.embedded.EmbeddedRedisSettings;
import dev.holdfast.fleet.ServiceDefinition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        ownPostgres = EmbeddedPostgres.start(EmbeddedPostgresSettings.temporary());
        ownRedis = EmbeddedRedis.start(EmbeddedRedisSettings.temporary());
    }

    @AfterAll
    static void stopThem() {
        ownPostgres.close();
        ownRedis.close();
    }

    @BeforeEach
    void buildServices() throws IOException {
        TinyService.buildAll(root);
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
            var services =
                    KnownSettings.FLEET.stream().map(ServiceDefinition::processName).toList();
            var stops = new ArrayList<>(List.of("gateway-service"));
            services.reversed().stream()
                    .filter(it -> !it.equals("gateway-service"))
                    .forEach(stops::add);
            stops.addAll(List.of("sandbox", "Redis", "PostgreSQL"));
            assertEquals(
                    stops.stream().map("Stopping %s ..."::formatted).toList(),
                    stack.output().lines().filter(line -> line.startsWith("Stopping ")).toList());
            children.forEach(
                    child -> assertFalse(child.isAlive(), () -> "still there: " + child.info()));
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
                assertEquals(1, provisionings(), "its schema was there and its build the same");
                second.interrupt();
                assertEquals(0, second.awaitExit());
            }
        }
    }

    /** How often economy was to make its schema. */
    private int provisionings() throws IOException {
        var log = root.resolve("data/logs/economy-service").resolve(TinyService.PROVISIONED);
        return Files.readString(log).split("HOLDFAST_PROVISION=", -1).length - 1;
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
            assertTrue(stack.port("HOLDFAST_POSTGRES_PORT").answers(LaunchedStack.LIMIT));
        }
    }

    @Test
    void startsNoSandboxForARealBotAndSaysHowToInviteIt() throws Exception {
        useOwnServers();
        environment.put(
                "DISCORD_TOKEN", "MTIzNDU2Nzg5MDEyMzQ1Njc4.GaBcDe.something-only-discord-knows");
        try (var stack = LaunchedStack.start(root, environment).awaitReady()) {
            assertTrue(stack.port("HOLDFAST_SANDBOX_PORT").isFree());
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
}
