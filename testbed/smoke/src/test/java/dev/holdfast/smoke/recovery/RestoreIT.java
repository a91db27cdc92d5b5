package dev.holdfast.smoke.recovery;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.embedded.EmbeddedPostgres;
import dev.holdfast.embedded.EmbeddedPostgresSettings;
import dev.holdfast.embedded.EmbeddedRedis;
import dev.holdfast.embedded.EmbeddedRedisSettings;
import dev.holdfast.smoke.backup.Operator;
import dev.holdfast.smoke.process.Scratch;
import dev.holdfast.smoke.process.ServiceProcess;
import dev.holdfast.smoke.process.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The restore of everything by backup-service's own program, with the schemas of all services:
 * beside a database that serves, killed in the middle, and after the server was lost.
 */
@Tag("long")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestoreIT {

    private static final Path ROOT = Path.of(System.getProperty("holdfast.root"));
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> SERVICES = List.of("backup", "gateway", "economy", "roles");

    private static Path folder;
    private static EmbeddedPostgres postgres;
    private static EmbeddedRedis redis;
    private static ServiceProcess backup;
    private static RecoveryData estate;
    private static long snapshot;

    @BeforeAll
    static void start() throws Exception {
        folder = Scratch.empty(ROOT.resolve("testbed/smoke/target/recovery"));
        postgres =
                EmbeddedPostgres.start(EmbeddedPostgresSettings.keptIn(folder.resolve("postgres")));
        redis = EmbeddedRedis.start(EmbeddedRedisSettings.temporary());
        for (var service : SERVICES) {
            provision(service, postgres);
        }
        estate = new RecoveryData(postgres);
        estate.fill();
        var kind =
                ServiceProcess.Kind.of(
                        "backup", "backup", ROOT.resolve("backup-service"), settings(postgres));
        backup = ServiceProcess.start(kind, folder);
        assertTrue(Scratch.awaitReady(List.of(backup), PATIENCE), "backup-service is not ready");
    }

    @AfterAll
    static void stop() {
        Optional.ofNullable(backup).ifPresent(ServiceProcess::stop);
        postgres.close();
        redis.close();
    }

    @Test
    @Order(1)
    void takesASnapshotByItselfWhenItStarts() throws Exception {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> proven().isPresent());
        snapshot = proven().orElseThrow();
        estate.gives(RecoveryData.MILO, 500);
        estate.forgets(RecoveryData.GONE);
    }

    @Test
    @Order(2)
    void changesNothingWithoutTheDatabasesName() throws Exception {
        var ended = restore(postgres, "newest", Map.of("HOLDFAST_RESTORE_CONFIRM", "other"), "");
        assertEquals(1, ended.exitCode());
        assertTrue(ended.said("nothing was changed"), ended.lines()::toString);
        var unknown = restore(postgres, "999", Map.of(), "");
        assertEquals(1, unknown.exitCode());
        assertTrue(unknown.said("Snapshot 999 cannot be read"), unknown.lines()::toString);
        assertFalse(estate.rests("holdfast"), "the bot rests though nothing is restored");
        assertEquals(520, estate.balance(RecoveryData.MILO));
    }

    /** Whoever dies in the middle leaves the old database serving. */
    @Test
    @Order(3)
    void killedInTheMiddleItLeavesTheOldDatabaseServing() throws Exception {
        for (var point : List.of("goes into", "all rows, keys")) {
            var killed = restore(postgres, Long.toString(snapshot), Map.of(), point);
            assertNotEquals(0, killed.exitCode());
            assertEquals(520, estate.balance(RecoveryData.MILO));
            assertTrue(backup.alive());
        }
        assertTrue(estate.rests("holdfast"), "what members do until the end is lost");
        estate.works();
    }

    @Test
    @Order(4)
    void putsEverythingBackBesideADatabaseThatServes() throws Exception {
        estate.execute("create database holdfast_restore_keep");
        var ended = restore(postgres, "newest", Map.of(), "");
        assertEquals(0, ended.exitCode(), ended.lines()::toString);
        assertTrue(ended.said("the bot rests"), ended.lines()::toString);
        assertTrue(estate.rests("holdfast_before_" + snapshot), "it worked until the end");
        assertTrue(ended.said("Redis is empty"), ended.lines()::toString);
        assertEquals(
                List.of("holdfast", "holdfast_before_" + snapshot, "holdfast_restore_keep"),
                estate.databases(),
                "leftovers, or an operator's own database is gone");
        estate.isRestored();
        assertEquals(
                1,
                estate.count("select count(*) from economy.tombstone where user_id = 7"),
                "somebody who was forgotten since is back");
        // It goes on with the new database, and its catalogue is rebuilt from the manifests.
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> proven().equals(Optional.of(snapshot)));
    }

    /** Only the location and the master key are left. */
    @Test
    @Order(5)
    void comesBackOnANewServer() throws Exception {
        try (var other = EmbeddedPostgres.start(EmbeddedPostgresSettings.temporary())) {
            var lost = new RecoveryData(other);
            dropDatabase(other);
            var ended = restore(other, "newest", Map.of(), "");
            assertEquals(0, ended.exitCode(), ended.lines()::toString);
            provision("economy", other);
            lost.isRestored();
        }
    }

    private static void dropDatabase(EmbeddedPostgres server) {
        Jdbi.create(
                        server.jdbcUrl().replace("/holdfast", "/postgres"),
                        EmbeddedPostgres.USER,
                        server.password())
                .useHandle(handle -> handle.execute("drop database holdfast"));
    }

    private static Step.Ended restore(
            EmbeddedPostgres server, String wanted, Map<String, String> more, String killAt)
            throws Exception {
        var settings = new HashMap<>(settings(server));
        settings.put("DATABASE_ADMIN_URL", server.adminUrl());
        settings.put("HOLDFAST_RESTORE", wanted);
        settings.put("HOLDFAST_RESTORE_CONFIRM", "holdfast");
        settings.put("HOLDFAST_RESTORE_BY", "olga");
        settings.putAll(more);
        return Step.run(
                ROOT,
                "backup-service",
                folder.resolve("restore"),
                settings,
                line -> !killAt.isEmpty() && line.contains(killAt));
    }

    private static void provision(String service, EmbeddedPostgres server) throws Exception {
        var settings = new HashMap<>(settings(server));
        settings.put("DATABASE_ADMIN_URL", server.adminUrl());
        Step.provision(ROOT, service, folder, settings);
    }

    private static Map<String, String> settings(EmbeddedPostgres server) {
        return Map.of(
                "DATABASE_URL",
                server.url(),
                "REDIS_URL",
                redis.url(),
                "HOLDFAST_GATEWAYS",
                "http://127.0.0.1:9",
                "BACKUP_LOCATIONS",
                "folder:" + folder.resolve("archive"),
                "BACKUP_MASTER_KEY",
                "a-master-key-that-only-this-test-knows");
    }

    /** The newest snapshot of everything that is proven. */
    private static Optional<Long> proven() throws Exception {
        return new Operator(backup).newest().map(Operator.Listed::id);
    }
}
