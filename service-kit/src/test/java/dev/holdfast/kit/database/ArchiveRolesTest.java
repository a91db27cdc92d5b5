package dev.holdfast.kit.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.embedded.EmbeddedPostgres;
import dev.holdfast.embedded.EmbeddedPostgresSettings;
import dev.holdfast.kit.security.TestKeys;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who reads and who restores everything, against a PostgreSQL of its own. */
class ArchiveRolesTest {

    private static final EmbeddedPostgres POSTGRES =
            EmbeddedPostgres.start(EmbeddedPostgresSettings.temporary());
    private static final String READ_ONLY = "25006";
    private static final String NO_PASSWORD = "28P01";

    private record Settings() implements DatabaseSettings {

        @Override
        public Optional<String> url() {
            return Optional.of(POSTGRES.url());
        }

        @Override
        public Optional<String> adminUrl() {
            return Optional.of(POSTGRES.adminUrl());
        }

        @Override
        public int poolSize() {
            return 2;
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(2);
        }
    }

    private final Connections connections =
            new Connections(addresses("backup"), TestKeys.of("backup"));

    /** The other way round than at an update: the other service was there before. */
    @BeforeAll
    static void twoServicesOfWhichOneTakesTheSnapshots() throws SQLException {
        provision("shop", false);
        execute(
                """
                set role holdfast_owner;
                create table shop.stock (
                    guild_id bigint not null, item_id bigint generated always as identity, primary key (guild_id, item_id));
                alter table shop.stock enable row level security;
                alter table shop.stock force row level security;
                insert into shop.stock (guild_id) values (1), (2)
                """);
        assertEquals(
                NO_PASSWORD,
                assertThrows(
                                SQLException.class,
                                () ->
                                        new Connections(addresses("backup"), TestKeys.of("backup"))
                                                .open(ArchiveRoles.BACKUP))
                        .getSQLState());
        provision("backup", true);
        provision("shop", false);
        provision("backup", true);
    }

    @AfterAll
    static void end() {
        POSTGRES.close();
    }

    @Test
    void oneReadsEveryGuildOfEveryServiceAndWritesNothing() throws SQLException {
        try (var reading = connections.open(ArchiveRoles.BACKUP)) {
            assertEquals("2", one(reading, "select count(*) from shop.stock"));
            assertEquals("2", one(reading, "select last_value from shop.stock_item_id_seq"));
            assertEquals("off", one(reading, "show row_security"));
            assertEquals("2h", one(reading, "show statement_timeout"));
            for (var write : List.of("delete from shop.stock", "create table shop.mine ()")) {
                var refused = assertThrows(SQLException.class, () -> one(reading, write));
                assertEquals(READ_ONLY, refused.getSQLState(), write);
            }
            // Nor after it has talked itself out of it.
            one(reading, "select set_config('default_transaction_read_only', 'off', false)");
            for (var write :
                    List.of(
                            "delete from shop.stock",
                            "create table shop.mine ()",
                            "select setval('shop.stock_item_id_seq', 1)")) {
                assertThrows(SQLException.class, () -> one(reading, write), write);
            }
        }
    }

    @Test
    void theOtherRestoresWhatIsTheOwnersIntoTablesAndDatabasesOfItsOwn() throws SQLException {
        try (var restoring = connections.open(ArchiveRoles.RESTORE)) {
            restoring.createStatement().execute("create temporary table aside (guild_id bigint)");
            assertEquals("9", one(restoring, "select setval('shop.stock_item_id_seq', 9)"));
            restoring.createStatement().execute("create database anew");
        }
        try (var anew = connections.open(ArchiveRoles.RESTORE, "anew")) {
            anew.createStatement().execute("create schema shop authorization holdfast_owner");
            assertEquals("anew", anew.getCatalog());
        }
        try (var admin = connections.openAdmin("postgres")) {
            admin.createStatement().execute("alter database anew rename to renewed");
        }
    }

    @Test
    void isSaidByThePlanAndByAStartWithoutTheirKeys() throws SQLException {
        var keys = TestKeys.of("backup");
        execute("alter role holdfast_backup nologin");
        var source = addresses("backup").ofAdmin().orElseThrow().dataSource("test");
        try (var admin = source.getConnection()) {
            assertEquals(
                    List.of("login of holdfast_backup"),
                    new ArchiveRoles(keys, true).missing(admin));
            assertEquals(List.of(), new ArchiveRoles(keys, false).missing(admin));
        }
        provision("backup", true);
        assertEquals(List.of(), new ArchiveRoles(keys, true).wrong());
        var few = TestKeys.handed("backup", "database:backup=a-key-of-some-length");
        assertTrue(
                new ArchiveRoles(few, true)
                        .wrong()
                        .getFirst()
                        .contains("database:holdfast_backup, database:holdfast_restore"));
        assertFalse(few.holds("database:holdfast_backup"));
        assertEquals(List.of(), new ArchiveRoles(few, false).wrong());
    }

    private static DatabaseAddresses addresses(String service) {
        return new DatabaseAddresses(service, new Settings(), TestKeys.of(service));
    }

    private static void provision(String service, boolean archive) throws SQLException {
        var keys = TestKeys.of(service);
        var addresses = addresses(service);
        var source = addresses.ofAdmin().orElseThrow().dataSource("test");
        try (var admin = source.getConnection()) {
            new Provisioning(addresses, keys, new ArchiveRoles(keys, archive)).run(admin);
        }
    }

    private static void execute(String sql) throws SQLException {
        var source = addresses("shop").ofAdmin().orElseThrow().dataSource("test");
        try (var admin = source.getConnection();
                var statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String one(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
            try (var row = statement.getResultSet()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
