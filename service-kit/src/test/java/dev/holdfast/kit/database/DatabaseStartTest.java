package dev.holdfast.kit.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.embedded.EmbeddedPostgres;
import dev.holdfast.embedded.PostgresSettings;
import dev.holdfast.kit.database.MigrationSettings.Snapshot;
import dev.holdfast.kit.security.TestKeys;
import dev.holdfast.kit.testing.TestLoops;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The first minute of a service's life, against a PostgreSQL of its own. */
class DatabaseStartTest {

    private static final EmbeddedPostgres POSTGRES =
            EmbeddedPostgres.start(PostgresSettings.temporary());
    private static final String NOW = "classpath:db/migration";
    private static final String LATER = "classpath:db/later";

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
        superuser().useHandle(handle -> handle.execute("drop schema if exists probe cascade"));
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
        var settings = new Settings(Optional.of(POSTGRES.url()), Optional.of(POSTGRES.adminUrl()));
        var keys = TestKeys.of("probe");
        var addresses = new Addresses("probe", settings, keys);
        var source = addresses.ofAdmin().orElseThrow().dataSource("test");
        try (var connection = source.getConnection()) {
            return new Provisioning(addresses, keys).missing(connection);
        }
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
                refused.getMessage().contains("HOLDFAST_MIGRATION_SNAPSHOT=skip"),
                refused.getMessage());
        assertReady(start(true, Snapshot.SKIP, NOW, LATER));
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

    private static DatabaseStart start(boolean asAdmin, Snapshot snapshot, String... locations)
            throws SQLException {
        var settings =
                new Settings(
                        Optional.of(POSTGRES.url()),
                        asAdmin ? Optional.of(POSTGRES.adminUrl()) : Optional.empty());
        var keys = TestKeys.of("probe");
        var addresses = new Addresses("probe", settings, keys);
        var start =
                new DatabaseStart(
                        addresses,
                        new Provisioning(addresses, keys),
                        new Migrations(addresses, () -> snapshot, locations),
                        new Database(addresses, settings, new SimpleMeterRegistry()),
                        Clock.systemUTC(),
                        TestLoops.loops());
        start.start();
        return start;
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
