package dev.holdfast.kit.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.embedded.EmbeddedPostgres;
import dev.holdfast.embedded.EmbeddedPostgresSettings;
import dev.holdfast.kit.database.MigrationSettings.Snapshot;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import dev.holdfast.kit.security.Keys;
import dev.holdfast.kit.security.TestKeys;
import dev.holdfast.kit.testing.TestLoops;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The first minute of a service's life, against a PostgreSQL of its own. */
class DatabaseStartTest {

    private static final EmbeddedPostgres POSTGRES =
            EmbeddedPostgres.start(EmbeddedPostgresSettings.temporary());
    private static final String NOW = "classpath:db/migration";
    private static final String LATER = "classpath:db/later";
    private static final String LATER_TABLES =
            "select count(*) from pg_tables where schemaname = 'probe' and tablename = 'kind'";
    private static final String MAPPED =
            """
            select concat_ws(' ', table_name, feature, coalesce(guild_column, '-'), coalesce(user_column, '-'),
                coalesce(written_column, '-'), on_restore)
            from probe.data_map order by 1
            """;
    private static final List<DataTable> MAP =
            List.of(
                    new DataTable("probe", "tally", "guild_id", "user_id", OnRestore.MERGE, "at"),
                    new DataTable("kit", "clock", null, null, OnRestore.NEVER));
    private static final Duration GATE_LIMIT = Duration.ofSeconds(20);

    private record Settings(Optional<String> url, Optional<String> adminUrl)
            implements DatabaseSettings {

        @Override
        public int poolSize() {
            return 2;
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(2);
        }
    }

    @AfterAll
    static void end() {
        POSTGRES.close();
    }

    @BeforeEach
    void anEmptyDatabase() {
        superuser()
                .useHandle(handle -> handle.execute("drop schema if exists probe, backup cascade"));
    }

    @Test
    void provisionsAndMigratesAsOftenAsItIsRun() throws Exception {
        assertReady(start(true, Snapshot.REQUIRED, NOW));
        assertReady(start(true, Snapshot.REQUIRED, NOW));
        assertReady(start(false, Snapshot.REQUIRED, NOW));
    }

    @Test
    void saysWhatProvisioningWouldMakeAndNothingOnceItIsMade() throws Exception {
        var missing = missing();
        assertEquals("schema probe", missing.getLast(), missing::toString);
        assertReady(start(true, Snapshot.REQUIRED, NOW));
        assertEquals(List.of(), missing());
        superuser().useHandle(handle -> handle.execute("alter role holdfast_backup nobypassrls"));
        assertEquals(List.of("BYPASSRLS for holdfast_backup"), missing());
        assertReady(start(true, Snapshot.REQUIRED, NOW));
        assertEquals(List.of(), missing());
    }

    private static List<String> missing() throws SQLException {
        var keys = TestKeys.of("probe");
        var addresses = addresses(true);
        var source = addresses.ofAdmin().orElseThrow().dataSource("test");
        try (var connection = source.getConnection()) {
            return provisioning(addresses, keys).missing(connection);
        }
    }

    @Test
    void writesIntoTheSchemaWhatItSaysOfItsTables() throws Exception {
        assertReady(start(true, Snapshot.REQUIRED, NOW));
        superuser()
                .useHandle(handle ->
                        handle.execute(
                                """
                                set search_path = probe;
                                update data_map set on_restore = 'REPLACE', user_column = null where table_name = 'tally';
                                insert into data_map values
                                    ('dropped', 'probe', null, null, null, 'NEVER'), ('lease', 'newer', null, null, null, 'NEVER')
                                """));
        assertReady(start(true, Snapshot.REQUIRED, NOW));
        assertEquals(
                List.of(
                        "clock kit - - - NEVER",
                        "lease newer - - - NEVER",
                        "tally probe guild_id user_id at MERGE"),
                superuser()
                        .withHandle(
                                handle -> handle.createQuery(MAPPED).mapTo(String.class).list()));
    }

    @Test
    void waitsForADatabaseThatIsAwayAndGoesOnWhenItIsBack() throws Exception {
        POSTGRES.kill();
        var start = start(true, Snapshot.REQUIRED, NOW);
        assertInstanceOf(DatabaseStart.State.Waiting.class, start.state());
        POSTGRES.restart();
        var limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!(start.state() instanceof DatabaseStart.State.Ready) && System.nanoTime() < limit) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        assertReady(start);
    }

    @Test
    void saysWhatToDoWhereTheSchemaWasNeverMade() throws Exception {
        assertReady(start(true, Snapshot.REQUIRED, NOW));
        superuser()
                .useHandle(handle ->
                        handle.execute(
                                "drop schema probe cascade; create schema probe; grant usage on schema probe to probe"));
        var refused =
                assertThrows(
                        IllegalStateException.class, () -> start(false, Snapshot.REQUIRED, NOW));
        assertTrue(refused.getMessage().contains("DATABASE_ADMIN_URL"), refused.getMessage());
    }

    @Test
    void migratesNoDataWithoutASnapshotUnlessToldTo() throws Exception {
        assertReady(start(true, Snapshot.REQUIRED, NOW));
        var refused =
                assertThrows(
                        IllegalStateException.class,
                        () -> start(true, Snapshot.REQUIRED, NOW, LATER));
        assertTrue(
                refused.getMessage().contains("backup-service has never started"),
                refused.getMessage());
        assertTrue(
                refused.getMessage().contains("HOLDFAST_MIGRATION_SNAPSHOT=skip"),
                refused.getMessage());
        assertReady(start(true, Snapshot.SKIP, NOW, LATER));
    }

    @Test
    void migratesOnceBackupServiceSaysThatASnapshotIsVerified() throws Exception {
        assertReady(start(true, Snapshot.REQUIRED, NOW));
        theTableOfBackupService();
        try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            var start = tasks.submit(() -> start(true, Snapshot.REQUIRED, NOW, LATER));
            Awaitility.await().until(() -> sum("select count(*) from backup.migration_gate") == 1);
            assertEquals(
                    1,
                    sum(
                            "select count(*) from backup.migration_gate where service = 'probe' and pending > 0"));
            assertEquals(0, sum(LATER_TABLES), "it did not wait");
            superuser()
                    .useHandle(handle ->
                            handle.execute(
                                    "update backup.migration_gate set snapshot_id = 7, opened_at = now()"));
            assertReady(start.get(GATE_LIMIT.toSeconds(), TimeUnit.SECONDS));
        }
        assertEquals(1, sum(LATER_TABLES));
        assertEquals(1, sum("select count(*) from backup.migration_gate"));
    }

    @Test
    void saysWhyNoSnapshotCameAndAsksNoMore() throws Exception {
        assertReady(start(true, Snapshot.REQUIRED, NOW));
        theTableOfBackupService();
        superuser()
                .useHandle(handle ->
                        handle.execute(
                                "alter table backup.migration_gate alter failure set default 'the disk is full'"));
        var gate = new BackupMigrationGate(addresses(true), Duration.ZERO);
        var refused = assertThrows(IllegalStateException.class, () -> gate.pass("probe", 3));
        assertTrue(refused.getMessage().startsWith("3 migrations of 'probe' waited"));
        assertTrue(refused.getMessage().contains("Its last attempt: the disk is full"));
        assertEquals(0, sum("select count(*) from backup.migration_gate"));
    }

    private static void theTableOfBackupService() {
        superuser()
                .useHandle(handle ->
                        handle.execute(
                                """
                                create schema backup authorization holdfast_owner;
                                set role holdfast_owner;
                                create table backup.migration_gate (
                                    gate_id bigint generated always as identity primary key,
                                    service text not null,
                                    pending int not null,
                                    requested_at timestamptz not null default now(),
                                    snapshot_id bigint,
                                    failure text,
                                    opened_at timestamptz)
                                """));
    }

    @Test
    void migratesPopulatedTablesUnderForcedRowSecurity() throws Exception {
        assertReady(start(true, Snapshot.REQUIRED, NOW));
        superuser()
                .useHandle(handle ->
                        handle.execute(
                                "insert into probe.tally values (1, 1, 10), (2, 1, 20), (2, 2, 30)"));
        assertReady(start(true, Snapshot.SKIP, NOW, LATER));
        assertEquals(360, sum("select sum(total) from probe.tally where kind = 'plain'"));
        assertEquals(2, sum("select count(*) from probe.kind"));
        assertEquals(
                0,
                sum("select count(*) from probe.unattributed_change where change = 'UPDATE'"),
                "a migration is nobody's hand");
    }

    @Test
    void refusesToServeATableWithoutItsPolicy() throws Exception {
        assertReady(start(true, Snapshot.REQUIRED, NOW));
        superuser()
                .useHandle(handle ->
                        handle.execute("alter table probe.tally disable row level security"));
        var refused =
                assertThrows(
                        IllegalStateException.class, () -> start(false, Snapshot.REQUIRED, NOW));
        assertTrue(
                refused.getMessage().contains("tally has no row-level security"),
                refused.getMessage());
    }

    private static void assertReady(DatabaseStart start) {
        assertEquals(new DatabaseStart.State.Ready(), start.state());
    }

    private static Settings settings(boolean asAdmin) {
        return new Settings(
                Optional.of(POSTGRES.url()),
                asAdmin ? Optional.of(POSTGRES.adminUrl()) : Optional.empty());
    }

    private static DatabaseAddresses addresses(boolean asAdmin) {
        return new DatabaseAddresses("probe", settings(asAdmin), TestKeys.of("probe"));
    }

    private static DatabaseStart start(boolean asAdmin, Snapshot snapshot, String... locations)
            throws SQLException {
        var settings = settings(asAdmin);
        var keys = TestKeys.of("probe");
        var addresses = addresses(asAdmin);
        var start =
                new DatabaseStart(
                        addresses,
                        provisioning(addresses, keys),
                        new Migrations(
                                addresses,
                                () -> snapshot,
                                new BackupMigrationGate(addresses, GATE_LIMIT),
                                locations),
                        new DataMap(addresses, () -> MAP),
                        new Database(addresses, settings, new SimpleMeterRegistry()),
                        Clock.systemUTC(),
                        TestLoops.loops());
        start.start();
        return start;
    }

    private static Provisioning provisioning(DatabaseAddresses addresses, Keys keys) {
        return new Provisioning(addresses, keys, new ArchiveRoles(keys, false));
    }

    private static Jdbi superuser() {
        // Not by DriverManager: which driver it has depends on who asked it first in this JVM.
        return Jdbi.create(
                DatabaseAddress.parse("superuser", POSTGRES.adminUrl()).dataSource("test"));
    }

    private static long sum(String sql) {
        return superuser().withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }
}
