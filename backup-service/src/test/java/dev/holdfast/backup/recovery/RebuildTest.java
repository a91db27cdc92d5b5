package dev.holdfast.backup.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.backup.archive.Archive;
import dev.holdfast.backup.archive.SnapshotKind;
import dev.holdfast.backup.archive.SnapshotManifest;
import dev.holdfast.backup.postgres.DatabaseServer;
import dev.holdfast.backup.postgres.Releases;
import dev.holdfast.backup.postgres.Structure;
import dev.holdfast.backup.postgres.TestServers;
import dev.holdfast.backup.snapshot.SnapshotEntry;
import dev.holdfast.backup.snapshot.SnapshotRequest;
import dev.holdfast.backup.snapshot.SnapshotResult;
import dev.holdfast.backup.snapshot.SnapshotState;
import dev.holdfast.backup.snapshot.Snapshots;
import dev.holdfast.embedded.EmbeddedPostgres;
import dev.holdfast.kit.database.Connections;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class RebuildTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    @Inject Snapshots snapshots;
    @Inject Archive archive;
    @Inject Rebuild rebuild;
    @Inject Drills drills;
    @Inject Connections connections;

    private final EmbeddedPostgres eighteen = Releases.eighteen();

    @BeforeEach
    void fill() throws Exception {
        EveryType.make(eighteen);
    }

    @AfterEach
    void drop() throws Exception {
        EveryType.drop(eighteen);
    }

    /** It ends with a write through each kind of table. */
    @Test
    void bringsEveryTypeBackAlike() throws Exception {
        var manifest = archive.manifest(snapshot(SnapshotKind.MANUAL).snapshotId());
        restoresAlike(manifest, eighteen, "again_18");
    }

    @Test
    void bringsEveryTypeBackOnAnotherRelease() throws Exception {
        var fifteen = Releases.fifteen();
        assumeTrue(fifteen.isPresent(), "PostgreSQL 15 is not installed");
        var manifest = archive.manifest(snapshot(SnapshotKind.MANUAL).snapshotId());
        restoresAlike(manifest, fifteen.orElseThrow(), "again_15");
    }

    private void restoresAlike(SnapshotManifest manifest, EmbeddedPostgres server, String name)
            throws Exception {
        try (var target = TestServers.of(server)) {
            target.makeRoles(Structure.parse(archive.structure(manifest)));
            var rebuilt = rebuild.run(target, manifest, name, Progress.ALONE);
            assertTrue(rebuilt.took().isPositive());
            assertEquals(
                    EveryType.contents(eighteen, EmbeddedPostgres.DATABASE),
                    EveryType.contents(server, name));
            EveryType.write(server, name);
            var refused =
                    assertThrows(
                            RebuildFailed.class,
                            () -> rebuild.run(target, manifest, name, Progress.ALONE));
            assertTrue(
                    refused.sentence().contains("There is a database " + name), refused.sentence());
            assertTrue(target.exists(name));
            target.drop(name);
        }
    }

    @Test
    void leavesNothingOfAnAttemptThatFailed() throws Exception {
        var manifest = archive.manifest(snapshot(SnapshotKind.MANUAL).snapshotId());
        try (var target = TestServers.of(eighteen)) {
            assertThrows(
                    Stop.class, () -> rebuild.run(target, manifest, "half_made", new StopAt(40)));
            assertFalse(target.exists("half_made"));
        }
    }

    @Test
    void aDrillProvesASnapshotAndDropsItsScratchDatabase() throws Exception {
        var entry = snapshot(SnapshotKind.NIGHTLY);
        var left = "holdfast_drill_999999";
        var structure = Structure.parse(archive.structure(archive.manifest(entry.snapshotId())));
        try (var restorer = DatabaseServer.ofRestorer(connections)) {
            restorer.create(left, structure.database());
        }
        try (var target = TestServers.of(eighteen)) {
            drills.next(Progress.ALONE);
            assertFalse(target.exists(left), "a leftover stays");
            assertEquals(List.of(), target.startingWith("holdfast_drill_"));
        }
        var drilled = entry(entry.snapshotId());
        assertEquals(SnapshotState.DRILLED, drilled.state());
        assertTrue(drilled.restore().isPositive());
    }

    /** Planted bug: an expired drill counted as DRILLED. */
    @Test
    void aDrillThatEndsTooLateOrIsCutOffDoesNotCount() throws Exception {
        var entry = snapshot(SnapshotKind.NIGHTLY);
        assertTrue(drills.drill(entry.snapshotId(), Progress.ALONE, Duration.ZERO).isEmpty());
        assertThrows(Stop.class, () -> drills.drill(entry.snapshotId(), new StopAt(40), LONG));
        assertThrows(
                Stop.class,
                () -> drills.drill(entry.snapshotId(), new StopAtTheEnd(), LONG),
                "whoever lost the claim at the end has not drilled it");
        assertEquals(SnapshotState.VERIFIED, entry(entry.snapshotId()).state());
        assertTrue(String.valueOf(entry(entry.snapshotId()).failure()).contains("took longer"));
        try (var target = TestServers.of(eighteen)) {
            assertEquals(List.of(), target.startingWith("holdfast_drill_"));
        }
    }

    private SnapshotEntry snapshot(SnapshotKind kind) throws InterruptedException {
        var taken = snapshots.take(SnapshotRequest.whole(kind, "a test"), Progress.ALONE);
        return assertInstanceOf(SnapshotResult.Verified.class, taken).entry();
    }

    private SnapshotEntry entry(long id) {
        return snapshots.all().stream()
                .filter(each -> each.snapshotId() == id)
                .findAny()
                .orElseThrow();
    }

    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Loses its claim after so many looks. */
    private static final class StopAt implements Progress {

        private final AtomicInteger left;

        StopAt(int looks) {
            this.left = new AtomicInteger(looks);
        }

        @Override
        public void reached(long done, long total) {
            goOn();
        }

        @Override
        public void goOn() {
            if (left.decrementAndGet() <= 0) {
                throw new Stop();
            }
        }
    }

    /** Loses it once everything is done and compared. */
    private static final class StopAtTheEnd implements Progress {

        private volatile boolean ended;

        @Override
        public void reached(long done, long total) {
            ended = done == total;
        }

        @Override
        public void goOn() {
            if (ended) {
                throw new Stop();
            }
        }
    }
}
