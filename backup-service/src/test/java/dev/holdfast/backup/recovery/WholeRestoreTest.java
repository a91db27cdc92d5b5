package dev.holdfast.backup.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.backup.postgres.DatabaseServer;
import dev.holdfast.backup.postgres.Releases;
import dev.holdfast.backup.postgres.TestServers;
import dev.holdfast.embedded.EmbeddedPostgres;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a restore of everything does beside the rows, which RebuildTest restores. Its whole way,
 * with the schemas of all services, is RestoreIT in testbed/smoke.
 */
class WholeRestoreTest {

    private static final String NAME = "whole_restore";
    private static final List<String> SCHEMAS = List.of("backup", "gateway", "economy");
    private static final RestoreOperation OPERATION =
            new RestoreOperation(42, Instant.parse("2026-11-21T03:00:00.123456Z"), "olga");

    /** Whoever changes maintenance without an operation is refused here, and recorded elsewhere. */
    private static final List<String> TABLES =
            List.of(
                    "create schema backup",
                    """
                    create table backup.audit (guild_id bigint, audit_id bigint generated always as identity,
                        at timestamptz not null, user_id bigint not null, operation text not null,
                        action text not null, detail jsonb not null)
                    """,
                    "create schema gateway",
                    """
                    create table gateway.maintenance (guild_id bigint primary key, reason text not null,
                        set_by text not null, since timestamptz not null)
                    """,
                    """
                    create function gateway.refuse() returns trigger language plpgsql
                    as $$ begin raise 'by no operation'; end $$
                    """,
                    """
                    create trigger unattributed after insert or update or delete on gateway.maintenance
                    for each statement when (coalesce(current_setting('app.operation', true), '') = '')
                    execute function gateway.refuse()
                    """);

    private final EmbeddedPostgres postgres = Releases.eighteen();
    private final List<String> said = new ArrayList<>();
    private DatabaseServer server;

    @BeforeEach
    void make() throws SQLException {
        server = TestServers.of(postgres);
        server.startingWith(NAME).forEach(server::drop);
        run("postgres", "create database " + NAME);
        for (var sql : TABLES) {
            run(NAME, sql);
        }
    }

    @AfterEach
    void drop() {
        server.startingWith(NAME).forEach(server::drop);
        server.close();
    }

    @Test
    void theBotRestsInTheDatabaseThatIsReplacedUntilTheRestoreFails() throws SQLException {
        var rest = begin();
        assertEquals(List.of("0 restore"), maintenance());
        assertEquals(List.of("the bot rests"), said);
        rest.end(said::add);
        assertEquals(List.of(), maintenance());
        assertEquals("the bot works again", said.getLast());
    }

    @Test
    void maintenanceThatWasInForceBeforeStaysWhereTheRestoreFails() throws SQLException {
        set("misha", "2026-01-01");
        begin().end(said::add);
        assertEquals(List.of("0 misha"), maintenance());
        assertEquals(List.of(), said);
    }

    /** It is not known whether the databases were exchanged: the new one rests in any case. */
    @Test
    void endsNoMaintenanceButItsOwn() throws SQLException {
        var rest = begin();
        run(NAME, "set app.operation = 'other'; delete from gateway.maintenance");
        set("restore", "2026-01-01");
        rest.end(said::add);
        assertEquals(List.of("0 restore"), maintenance());
        assertTrue(said.getLast().contains("rests on"), said::toString);
    }

    @Test
    void aDatabaseThatIsDamagedOrGoneKeepsNobodyFromRestoring() throws SQLException {
        run(NAME, "alter table gateway.maintenance add column damaged int not null");
        begin().end(said::add);
        assertEquals(1, said.size(), said::toString);
        assertTrue(said.getFirst().contains("does not have the bot rest"), said::toString);
        run(NAME, "drop table gateway.maintenance");
        begin().end(said::add);
        server.drop(NAME);
        begin().end(said::add);
        assertEquals(1, said.size(), said::toString);
    }

    @Test
    void theAuditSaysOnceWhichSnapshotAndWhoAsked() throws SQLException {
        for (var time = 0; time < 2; time++) {
            try (var connection = server.connect(NAME)) {
                AftermathStore.settle(connection, OPERATION, SCHEMAS, Map.of());
            }
        }
        assertEquals(
                List.of(
                        "0 0 restore-42:2026-11-21T03:00:00.123456Z restore.everything 42 2026-11-21T03:00:00.123456Z olga"),
                rows(
                        """
                        select concat_ws(' ', guild_id, user_id, operation, action, detail ->> 'snapshotId',
                            detail ->> 'takenAt', detail ->> 'by')
                        from backup.audit
                        """));
        assertEquals(List.of("0 restore"), maintenance());
    }

    @Test
    void takesForLeftoversOnlyWhatRestoresMake() throws SQLException {
        for (var other : List.of("_restore_7", "_restore_keep", "_restore_7_keep", "_restore_")) {
            run("postgres", "create database " + NAME + other);
        }
        assertEquals(List.of(NAME + "_restore_7"), WholeRestore.leftovers(server, NAME).toList());
    }

    private RestoreMaintenance begin() {
        return RestoreMaintenance.begin(server, NAME, OPERATION, SCHEMAS, said::add);
    }

    private void set(String by, String since) throws SQLException {
        run(
                NAME,
                "set app.operation = 'other'; insert into gateway.maintenance values (0, 'New tides.', '%s', '%s')"
                        .formatted(by, since));
    }

    private List<String> maintenance() throws SQLException {
        return rows("select guild_id || ' ' || set_by from gateway.maintenance");
    }

    private List<String> rows(String query) throws SQLException {
        try (var connection = TestServers.open(postgres, NAME);
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            var rows = new ArrayList<String>();
            while (row.next()) {
                rows.add(row.getString(1));
            }
            return rows;
        }
    }

    private void run(String database, String sql) throws SQLException {
        try (var connection = TestServers.open(postgres, database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
