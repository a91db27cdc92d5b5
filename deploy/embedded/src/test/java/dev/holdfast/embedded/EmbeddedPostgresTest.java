package dev.holdfast.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    @TempDir private Path folder;

    @Test
    void runsDurablyWithStableTextOrderOnTheLoopbackOnly() throws SQLException {
        try (var postgres = EmbeddedPostgres.start(EmbeddedPostgresSettings.temporary());
                var connection = connect(postgres)) {
            assertEquals("on", ask(connection, "show fsync"));
            assertEquals("on", ask(connection, "show synchronous_commit"));
            assertEquals("200", ask(connection, "show max_connections"));
            assertEquals("UTF8", ask(connection, "show server_encoding"));
            assertEquals("127.0.0.1", ask(connection, "show listen_addresses"));
            assertEquals("scram-sha-256", ask(connection, "show password_encryption"));
            assertEquals("t", ask(connection, "select 'Z' < 'a' and upper('é') = 'É'"));
            assertTrue(ask(connection, "show server_version").startsWith("18."));
        }
    }

    @Test
    void takesSettingsOfItsOwn() throws SQLException {
        var settings = EmbeddedPostgresSettings.temporary().with("max_connections", "17");
        try (var postgres = EmbeddedPostgres.start(settings);
                var connection = connect(postgres)) {
            assertEquals("17", ask(connection, "show max_connections"));
        }
    }

    @Test
    void refusesAWrongPasswordAndKeepsTheRightOneToItsOwner() throws Exception {
        try (var postgres = EmbeddedPostgres.start(EmbeddedPostgresSettings.keptIn(folder))) {
            var refusal =
                    assertThrows(
                            SQLException.class,
                            () ->
                                    DriverManager.getConnection(
                                            postgres.jdbcUrl(), "postgres", "guess"));
            assertEquals("28P01", refusal.getSQLState());
            var permissions = Files.getPosixFilePermissions(folder.resolve("password"));
            assertEquals("rw-------", PosixFilePermissions.toString(permissions));
            assertTrue(
                    postgres.adminUrl()
                            .matches(
                                    "postgresql://postgres:[0-9a-f]{48}@127\\.0\\.0\\.1:\\d+/holdfast"));
        }
    }

    @Test
    void keepsWhatWasCommittedWhenItIsKilledAndRestarted() throws SQLException {
        try (var postgres = EmbeddedPostgres.start(EmbeddedPostgresSettings.keptIn(folder))) {
            var killed = postgres.pid();
            try (var connection = connect(postgres)) {
                run(connection, "create table coin (amount bigint)");
                run(connection, "insert into coin values (42)");
            }
            postgres.kill();
            assertFalse(postgres.alive());
            postgres.restart();
            assertFalse(ProcessHandle.of(killed).filter(ProcessHandle::isAlive).isPresent());
            try (var connection = connect(postgres)) {
                assertEquals("42", ask(connection, "select sum(amount) from coin"));
            }
        }
    }

    @Test
    void findsItsDataInALaterStart() throws SQLException {
        try (var postgres = EmbeddedPostgres.start(EmbeddedPostgresSettings.keptIn(folder));
                var connection = connect(postgres)) {
            run(connection, "create table coin as select 7 as amount");
        }
        try (var postgres = EmbeddedPostgres.start(EmbeddedPostgresSettings.keptIn(folder));
                var connection = connect(postgres)) {
            assertEquals("7", ask(connection, "select amount from coin"));
        }
    }

    @Test
    void saysWhichFileToRestoreWhenThePasswordOfKeptDataIsGone() throws Exception {
        EmbeddedPostgres.start(EmbeddedPostgresSettings.keptIn(folder)).close();
        var file = folder.toRealPath().resolve("password");
        Files.delete(file);
        try (var postgres = EmbeddedPostgres.start(EmbeddedPostgresSettings.keptIn(folder))) {
            var failure = assertThrows(StartFailure.class, postgres::adminUrl);
            assertEquals(
                    "The password in %s cannot be read (%s): restore the file from a backup."
                            .formatted(file, file),
                    failure.reason());
        }
    }

    @Test
    void answersNothingWhilePausedAndGoesOnAfterwards() throws SQLException {
        try (var postgres = EmbeddedPostgres.start(EmbeddedPostgresSettings.temporary());
                var connection = connect(postgres)) {
            connection.setNetworkTimeout(Runnable::run, 0);
            postgres.pause();
            var silence =
                    assertThrows(
                            SQLException.class,
                            () -> connectWithin(postgres, Duration.ofSeconds(1)));
            assertEquals("08001", silence.getSQLState());
            postgres.resume();
            assertEquals("1", ask(connection, "select 1"));
            assertTrue(connectWithin(postgres, Duration.ofSeconds(10)).isValid(5));
        }
    }

    @Test
    void isStartedAgainFromWhatAKilledFirstStartLeft() throws Exception {
        Files.createDirectories(folder.resolve("cluster.draft"));
        Files.writeString(folder.resolve("cluster.draft/PG_VERSION"), "18");
        try (var postgres = EmbeddedPostgres.start(EmbeddedPostgresSettings.keptIn(folder));
                var connection = connect(postgres)) {
            assertEquals("holdfast", ask(connection, "select current_database()"));
        }
    }

    @Test
    void namesWhoHoldsItsPort() throws Exception {
        try (var taken = new ServerSocket(0, 1, java.net.InetAddress.ofLiteral("127.0.0.1"))) {
            var settings = EmbeddedPostgresSettings.temporary().onPort(taken.getLocalPort());
            var failure = assertThrows(StartFailure.class, () -> EmbeddedPostgres.start(settings));
            var self = ProcessHandle.current();
            assertEquals(
                    "Port %d on 127.0.0.1, which PostgreSQL needs, is taken by process %d (%s). Stop that, or choose another port."
                            .formatted(
                                    taken.getLocalPort(),
                                    self.pid(),
                                    self.info().command().orElseThrow()),
                    failure.getMessage());
        }
    }

    @Test
    void saysWhatTheServerSaidWhenItCannotStart() {
        var settings = EmbeddedPostgresSettings.temporary().with("shared_buffers", "many");
        var failure = assertThrows(StartFailure.class, () -> EmbeddedPostgres.start(settings));
        assertTrue(
                failure.getMessage().contains("invalid value for parameter \"shared_buffers\""),
                failure.getMessage());
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(
                postgres.jdbcUrl(), EmbeddedPostgres.USER, postgres.password());
    }

    private static Connection connectWithin(EmbeddedPostgres postgres, Duration limit)
            throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", EmbeddedPostgres.USER);
        properties.setProperty("password", postgres.password());
        properties.setProperty("connectTimeout", Long.toString(limit.toSeconds()));
        properties.setProperty("socketTimeout", Long.toString(limit.toSeconds()));
        properties.setProperty("loginTimeout", Long.toString(limit.toSeconds()));
        return DriverManager.getConnection(postgres.jdbcUrl(), properties);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
