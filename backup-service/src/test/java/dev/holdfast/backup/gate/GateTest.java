package dev.holdfast.backup.gate;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.backup.snapshot.SnapshotState;
import dev.holdfast.backup.snapshot.Snapshots;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class GateTest {

    @Inject Snapshots snapshots;
    @Inject OwnMigrationGate own;

    private final Admin admin = new Admin("backup");

    @BeforeEach
    void nobodyWaits() {
        admin.execute("delete from migration_gate");
    }

    @Test
    void oneVerifiedSnapshotOpensTheGateForAllThatWait() {
        admin.execute(
                """
                set role holdfast_owner;
                insert into migration_gate (service, pending) values ('economy', 2), ('roles', 1);
                reset role
                """);
        await().atMost(30, SECONDS)
                .until(() ->
                        admin.count(
                                        "select count(*) from migration_gate where opened_at is not null")
                                == 2);
        var ids = admin.list("select distinct snapshot_id from migration_gate", Long.class);
        assertEquals(1, ids.size());
        var entry =
                snapshots.all().stream()
                        .filter(it -> it.snapshotId() == ids.getFirst())
                        .findAny()
                        .orElseThrow();
        assertTrue(entry.state().isProven());
        assertEquals("before migrations of economy, roles", entry.reason());
        assertEquals(
                0,
                admin.count(
                        "select count(*) from migration_gate g join snapshot s using (snapshot_id) where g.opened_at < s.verified_at"));
    }

    @Test
    void aSnapshotThatFailsOpensNothingAndSaysWhy() {
        admin.execute("alter role holdfast_backup nobypassrls");
        try {
            admin.execute("insert into migration_gate (service, pending) values ('economy', 2)");
            await().atMost(30, SECONDS)
                    .until(() ->
                            admin.count(
                                            "select count(*) from migration_gate where failure is not null")
                                    == 1);
            assertEquals(
                    0,
                    admin.count("select count(*) from migration_gate where opened_at is not null"));
        } finally {
            admin.execute("alter role holdfast_backup bypassrls");
        }
    }

    @Test
    void itsOwnMigrationsWaitForASnapshotThatIsWrittenDownLater() {
        var before = admin.count("select last_value from snapshot_id");
        own.pass("backup", 3);
        var id = admin.count("select last_value from snapshot_id");
        assertTrue(id > before);
        assertEquals(0, admin.count("select count(*) from snapshot where snapshot_id = " + id));
        await().atMost(60, SECONDS)
                .until(() ->
                        snapshots.all().stream()
                                .noneMatch(it -> it.state() == SnapshotState.RUNNING));
    }
}
