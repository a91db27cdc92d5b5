package dev.holdfast.kit.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

/** Who sees how PostgreSQL is, against one of its own. */
class MonitorRoleTest {

    private static final EmbeddedPostgres POSTGRES =
            EmbeddedPostgres.start(EmbeddedPostgresSettings.temporary());

    private record Settings(Optional<String> adminUrl) implements DatabaseSettings {

        @Override
        public Optional<String> url() {
            return Optional.of(POSTGRES.url());
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

    @BeforeAll
    static void twoServices() throws SQLException {
        provision("watch", false);
        provision("shop", false);
        execute("create role manager login createrole password 'of-a-managed-database'");
        execute("grant watch, watch_worker to manager with admin option");
    }

    @AfterAll
    static void end() {
        POSTGRES.close();
    }

    @Test
    void goesOnWhereTheDatabaseRefusesAndSaysWhatIsMissing() throws SQLException {
        var lacking =
                List.of(
                        "membership of watch in pg_monitor",
                        "membership of watch_worker in pg_monitor");
        execute("revoke pg_monitor from watch, watch_worker");
        var monitor = new MonitorRole(true);
        var roles = List.of("watch", "watch_worker");
        try (var managed = managed()) {
            managed.setAutoCommit(false);
            for (var role : roles) {
                monitor.run(managed, role);
            }
            assertEquals("1", one(managed, "select 1"), "the transaction ended");
            assertEquals(lacking, monitor.missing(managed, roles));
        }
    }

    @Test
    void isGrantedToTheServiceThatWantsItAndToNoOther() throws SQLException {
        provision("watch", true);
        provision("watch", true);
        provision("shop", false);
        try (var admin = admin()) {
            var members =
                    """
                    select string_agg(member::regrole::text, ', ' order by member::regrole::text)
                    from pg_auth_members
                    where roleid = 'pg_monitor'::regrole
                    """;
            assertEquals("watch, watch_worker", one(admin, members));
            var shop = List.of("shop", "shop_worker");
            assertEquals(List.of(), new MonitorRole(false).missing(admin, shop));
            assertEquals(
                    List.of("membership of shop in pg_monitor"),
                    new MonitorRole(true).missing(admin, List.of("shop", "watch", "nobody")));
        }
    }

    private static void provision(String service, boolean monitor) throws SQLException {
        var keys = TestKeys.of(service);
        var addresses = addresses(service);
        try (var admin = admin()) {
            new Provisioning(
                            addresses,
                            keys,
                            new ArchiveRoles(keys, false),
                            new MonitorRole(monitor))
                    .run(admin);
        }
    }

    private static DatabaseAddresses addresses(String service) {
        var settings = new Settings(Optional.of(POSTGRES.adminUrl()));
        return new DatabaseAddresses(service, settings, TestKeys.of(service));
    }

    private static Connection admin() throws SQLException {
        return addresses("watch").ofAdmin().orElseThrow().dataSource("test").getConnection();
    }

    private static Connection managed() throws SQLException {
        return DatabaseAddress.parse("manager", POSTGRES.url())
                .as("manager", "of-a-managed-database")
                .dataSource("test")
                .getConnection();
    }

    private static void execute(String sql) throws SQLException {
        try (var admin = admin()) {
            Provisioning.execute(admin, sql);
        }
    }

    private static String one(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
