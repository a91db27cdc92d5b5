package dev.holdfast.backup.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.backup.archive.Archive;
import dev.holdfast.backup.archive.SnapshotKind;
import dev.holdfast.backup.postgres.Releases;
import dev.holdfast.backup.postgres.TestServers;
import dev.holdfast.backup.snapshot.SnapshotEntry;
import dev.holdfast.backup.snapshot.SnapshotRequest;
import dev.holdfast.backup.snapshot.SnapshotResult;
import dev.holdfast.backup.snapshot.SnapshotState;
import dev.holdfast.backup.snapshot.Snapshots;
import dev.holdfast.backup.testing.ArchiveFolder;
import dev.holdfast.embedded.EmbeddedPostgres;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A drill fails where the snapshot does not restore, and is tried again where nobody knows. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class DrillsTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    @Inject Snapshots snapshots;
    @Inject Archive archive;
    @Inject Drills drills;

    private final EmbeddedPostgres server = Releases.eighteen();
    private final Admin backup = new Admin("backup");
    private ArchiveFolder folder;
    private long id;

    @BeforeEach
    void take() throws Exception {
        EveryType.make(server);
        folder = new ArchiveFolder(archive);
        var request = SnapshotRequest.whole(SnapshotKind.NIGHTLY, "a test");
        var taken = snapshots.take(request, Progress.ALONE);
        id = assertInstanceOf(SnapshotResult.Verified.class, taken).entry().snapshotId();
    }

    @AfterEach
    void drop() throws Exception {
        EveryType.drop(server);
    }

    /** A past fault: the snapshot was never drilled. */
    @Test
    void isTriedAgainAfterALocationWasAway() throws Exception {
        try (var _ = folder.away()) {
            drills.next(Progress.ALONE);
        }
        assertNull(entry().failure());
        assertDrilledNext();
    }

    @Test
    void isTriedAgainAfterALostConnection() throws Exception {
        assertTrue(drills.drill(id, new CutOffAt(40), LONG).isEmpty());
        assertNull(entry().failure());
        assertEquals(SnapshotState.VERIFIED, entry().state());
        assertDrilledNext();
    }

    @Test
    void isGivenUpHalfADayAfterTheSnapshotWasVerified() throws Exception {
        backup.execute(
                "update snapshot set verified_at = now() - interval '13 hours' where snapshot_id = "
                        + id);
        try (var _ = folder.away()) {
            drills.next(Progress.ALONE);
        }
        assertNotNull(entry().failure());
        drills.next(Progress.ALONE);
        assertEquals(SnapshotState.VERIFIED, entry().state());
    }

    @Test
    void isNotTriedAgainWhereNoLocationHasAChunk() throws Exception {
        var chunk =
                archive.manifest(id).tables().stream()
                        .filter(table -> table.qualified().equals("kinds.everything"))
                        .flatMap(table -> table.chunks().stream())
                        .findFirst()
                        .orElseThrow();
        try (var _ = folder.aside(folder.chunk(chunk))) {
            drills.next(Progress.ALONE);
        }
        assertNotNull(entry().failure());
    }

    private void assertDrilledNext() throws InterruptedException {
        drills.next(Progress.ALONE);
        assertEquals(SnapshotState.DRILLED, entry().state());
    }

    private SnapshotEntry entry() {
        return snapshots.all().stream().filter(it -> it.snapshotId() == id).findAny().orElseThrow();
    }

    /** After so many looks the scratch database's connections end. */
    private final class CutOffAt implements Progress {

        private static final String CUT =
                "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = 'holdfast_drill_%d'";

        private final AtomicInteger left;

        CutOffAt(int looks) {
            this.left = new AtomicInteger(looks);
        }

        @Override
        public void reached(long done, long total) {
            goOn();
        }

        @Override
        public void goOn() {
            if (left.decrementAndGet() == 0) {
                try (var connection = TestServers.open(server, "postgres");
                        var statement = connection.createStatement()) {
                    assertTrue(statement.execute(CUT.formatted(id)));
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
            }
        }
    }
}
