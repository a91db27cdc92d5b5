package dev.holdfast.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.embedded.EmbeddedPostgres;
import dev.holdfast.embedded.EmbeddedPostgresSettings;
import dev.holdfast.embedded.EmbeddedRedis;
import dev.holdfast.embedded.EmbeddedRedisSettings;
import dev.holdfast.fleet.ServiceDefinition;
import dev.holdfast.fleet.ServiceDefinition.Need;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** One stack that runs on servers of the operator, looked at from all sides. */
@Execution(ExecutionMode.SAME_THREAD)
class RunningStackTest {

    private static final Map<String, String> ENVIRONMENT = LaunchedStack.freshEnvironment();

    @TempDir private static Path root;

    private static EmbeddedPostgres postgres;
    private static EmbeddedRedis redis;
    private static LaunchedStack stack;
    private static String greeting;

    @BeforeAll
    static void start() throws Exception {
        TinyService.buildAll(root);
        postgres = EmbeddedPostgres.start(EmbeddedPostgresSettings.temporary());
        redis = EmbeddedRedis.start(EmbeddedRedisSettings.temporary());
        ENVIRONMENT.put("DATABASE_URL", postgres.url());
        ENVIRONMENT.put("DATABASE_ADMIN_URL", postgres.adminUrl());
        ENVIRONMENT.put("REDIS_URL", redis.url());
        stack = LaunchedStack.start(root, ENVIRONMENT);
        stack.awaitLine("Holdfast is ready.");
        greeting = stack.awaitLine("Ctrl-C stops everything");
    }

    @AfterAll
    static void stop() {
        stack.close();
        redis.close();
        postgres.close();
    }

    @Test
    void tellsWhereToClick() {
        var sandbox = "http://127.0.0.1:" + ENVIRONMENT.get("HOLDFAST_SANDBOX_PORT");
        assertEquals("Open " + sandbox + " and type /balance. Ctrl-C stops everything.", greeting);
    }

    @Test
    void startsNoServerWhereTheOperatorNamesOne() throws Exception {
        assertTrue(stack.port("HOLDFAST_POSTGRES_PORT").isFree());
        assertTrue(stack.port("HOLDFAST_REDIS_PORT").isFree());
        assertFalse(Files.exists(root.resolve("data/postgres/cluster")));
        var seen = stack.get("HOLDFAST_ECONOMY_PORT", "/environment");
        assertTrue(seen.contains("DATABASE_URL=" + postgres.url()), seen);
        assertTrue(seen.contains("REDIS_URL=" + redis.url()), seen);
    }

    @Test
    void givesEachServiceItsSecretsAndNoOthers() throws Exception {
        var gateway = stack.get("HOLDFAST_GATEWAY_PORT", "/environment");
        var economy = stack.get("HOLDFAST_ECONOMY_PORT", "/environment");
        var sandbox = stack.get("HOLDFAST_SANDBOX_PORT", "/environment");
        var secret = Files.readString(root.resolve("data/secret")).strip();
        var behind =
                KnownSettings.FLEET.stream()
                        .map(ServiceDefinition::name)
                        .filter(it -> !it.equals("gateway"))
                        .toList();
        assertTrue(gateway.contains(keys(secret, "gateway", behind)), gateway);
        assertTrue(economy.contains(keys(secret, "economy", behind)), economy);
        assertFalse(
                gateway.contains(secret) || economy.contains(secret),
                "a service was given the secret");
        assertTrue(
                gateway.contains("DISCORD_TOKEN=MTIzNDU2Nzg5MDEyMzQ1Njc4.GaBcDe.sandbox"), gateway);
        assertTrue(gateway.contains("DISCORD_URL=" + local("HOLDFAST_SANDBOX_PORT")), gateway);
        assertTrue(
                gateway.contains("HOLDFAST_SERVICES=backup=" + local("HOLDFAST_BACKUP_PORT")),
                gateway);
        assertFalse(economy.contains("DISCORD_TOKEN"), economy);
        assertFalse(sandbox.contains("HOLDFAST_KEYS") || sandbox.contains("DATABASE_URL"), sandbox);
    }

    private static String keys(String secret, String service, List<String> behind) {
        return ServiceKeys.of(secret, KnownSettings.service(service), behind);
    }

    @Test
    void handsTheKeyOfAllSnapshotsToWhoTakesThemAndKeepsItElsewhere() throws Exception {
        var data = root.resolve("data");
        var key = Files.readString(data.resolve("backup.key")).strip();
        for (var service : KnownSettings.FLEET) {
            var seen = stack.get(service.portSetting(), "/environment");
            assertEquals(
                    service.needs(Need.ARCHIVE), seen.contains("BACKUP_MASTER_KEY=" + key), seen);
        }
        var backup = stack.get("HOLDFAST_BACKUP_PORT", "/environment");
        assertTrue(backup.contains("BACKUP_LOCATIONS=folder:" + data.resolve("backup")), backup);
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(data.resolve("backup.key"))));
    }

    /** A past fault: whoever serves could make itself any role. */
    @Test
    void handsTheAdminsAddressToWhoMakesTheSchemaAndToNobodyWhoServes() throws Exception {
        for (var service : KnownSettings.FLEET) {
            var serving = stack.get(service.portSetting(), "/environment");
            assertFalse(serving.contains("DATABASE_ADMIN_URL"), serving);
            assertFalse(serving.contains(postgres.adminUrl()), serving);
            var logs = root.resolve("data/logs").resolve(service.processName());
            var making = Files.readString(logs.resolve(TinyService.PROVISIONED));
            assertTrue(making.contains("DATABASE_ADMIN_URL=" + postgres.adminUrl()), making);
            assertTrue(making.contains("HOLDFAST_PROVISION=run"), making);
        }
    }

    @Test
    void letsNobodyMigrateBeforeWhoeverTakesTheSnapshotsIsThere() throws Exception {
        for (var service : KnownSettings.FLEET) {
            var logs = root.resolve("data/logs").resolve(service.processName());
            var making = Files.readString(logs.resolve(TinyService.PROVISIONED));
            assertFalse(making.contains("HOLDFAST_MIGRATION_SNAPSHOT"), making);
            assertTrue(making.contains(TinyService.ARCHIVE + !service.needs(Need.ARCHIVE)), making);
        }
    }

    @Test
    void keepsItsSecretToItsOwner() throws Exception {
        assertEquals("rwx------", permissions("data"));
        assertEquals("rw-------", permissions("data/secret"));
    }

    @Test
    void refusesASecondRunOnTheSameData() throws Exception {
        try (var second = LaunchedStack.start(root, ENVIRONMENT)) {
            assertEquals(1, second.awaitExit());
            assertTrue(second.output().contains("(process " + stack.pid() + ")"), second.output());
        }
        assertEquals("UP", stack.get("HOLDFAST_GATEWAY_PORT", "/q/health/ready"));
    }

    @Test
    void startsAServiceAgainThatDied() throws Exception {
        var before = stack.get("HOLDFAST_ECONOMY_PORT", "/pid");
        assertThrows(IOException.class, () -> stack.get("HOLDFAST_ECONOMY_PORT", "/crash"));
        var line = stack.awaitLine("economy-service ended (exit code 3).");
        assertTrue(line.contains("Starting it again in 1 s. Its log: " + root), line);
        stack.awaitLine("economy-service is ready again.");
        assertNotEquals(before, stack.get("HOLDFAST_ECONOMY_PORT", "/pid"));
    }

    private static String local(String port) {
        return "http://127.0.0.1:" + ENVIRONMENT.get(port);
    }

    private static String permissions(String path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve(path)));
    }
}
