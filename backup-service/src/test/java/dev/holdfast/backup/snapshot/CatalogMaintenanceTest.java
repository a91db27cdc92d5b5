package dev.holdfast.backup.snapshot;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.backup.archive.Archive;
import dev.holdfast.backup.archive.ReplicationResult;
import dev.holdfast.backup.archive.SnapshotKind;
import dev.holdfast.backup.archive.Verdict;
import dev.holdfast.backup.testing.ArchiveFolder;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The catalogue says what is in the archive, wherever locations were in between. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class CatalogMaintenanceTest {

    private static final String REPLACED = "folder:replaced";

    @Inject Snapshots snapshots;
    @Inject CatalogMaintenance upkeep;
    @Inject Archive archive;
    @Inject Event<ReplicationResult> replicated;

    private final Admin backup = new Admin("backup");
    private ArchiveFolder folder;
    private String location;
    private long id;

    @BeforeEach
    void take() throws Exception {
        folder = new ArchiveFolder(archive);
        location = archive.locations().getFirst();
        var request = SnapshotRequest.whole(SnapshotKind.MANUAL, "a test");
        var taken = snapshots.take(request, Progress.ALONE);
        id = assertInstanceOf(SnapshotResult.Verified.class, taken).entry().snapshotId();
        // What a snapshot mends is looked at before the test damages anything.
        upkeep.keep(false);
    }

    /** A past fault: a location that was away once was never looked at again. */
    @Test
    void readsACopyAgainOnceItsLocationIsBack() throws Exception {
        try (var _ = folder.away()) {
            backup.execute(
                    """
                    update snapshot_copy set verified_at = null where snapshot_id = %1$d;
                    update snapshot set state = 'COPIED', verified_at = null where snapshot_id = %1$d
                    """
                            .formatted(id));
            upkeep.keep(false);
            assertEquals(SnapshotState.COPIED, entry().state());
            assertNull(copy().failure());
        }
        awaitVerified();
    }

    @Test
    void anAnswerThatDidNotComeTakesNothingBack() throws Exception {
        try (var _ = folder.away()) {
            assertInstanceOf(Verdict.Away.class, upkeep.verify(id).get(location));
        }
        assertEquals(SnapshotState.VERIFIED, entry().state());
        assertNotNull(copy().verifiedAt());
    }

    /** A past fault: nobody was told, and what was mended stayed failed. */
    @Test
    void tellsOfDamageAndReadsAgainWhatWasMended() throws Exception {
        var chunk = folder.chunk(archive.manifest(id).structure());
        var content = Files.readAllBytes(chunk);
        var damaged = content.clone();
        damaged[content.length / 2] ^= 1;
        Files.write(chunk, damaged);
        try {
            assertInstanceOf(Verdict.Damaged.class, upkeep.verify(id).get(location));
            assertEquals(
                    1,
                    backup.count(
                            "select count(*) from outbox where guild_id = 0 and effect ->> 'text' like '%%Snapshot %d does not restore from%%'"
                                    .formatted(id)));
            upkeep.keep(false);
            assertEquals(SnapshotState.COPIED, entry().state(), "no location has it whole");
            assertNotNull(copy().failure());
        } finally {
            Files.write(chunk, content);
        }
        replicated.fire(new ReplicationResult(location, List.of(), content.length, List.of()));
        awaitVerified();
        assertNull(copy().failure());
    }

    /** A past fault: they stayed for ever, and counted as backups. */
    @Test
    void copiesInALocationThatWasReplacedAreGoneUntilItReturns() throws Exception {
        try (var _ = folder.aside(folder.manifest(id))) {
            backup.execute(
                    "update snapshot_copy set location = '%s' where snapshot_id = %d"
                            .formatted(REPLACED, id));
            upkeep.keep(true);
            assertTrue(snapshots.all().stream().noneMatch(it -> it.snapshotId() == id));
            assertFalse(snapshots.newestVerified().filter(it -> it.snapshotId() == id).isPresent());
            assertTrue(snapshots.copies().stream().noneMatch(it -> it.location().equals(REPLACED)));
        }
        upkeep.keep(true);
        awaitVerified();
    }

    @Test
    void aSnapshotIsOnlyAsFarAsTheCopiesThatAreLeft() {
        backup.execute(
                """
                update snapshot_copy set verified_at = null, failure = 'damaged' where snapshot_id = %1$d;
                insert into snapshot_copy (guild_id, snapshot_id, location, copied_at, verified_at)
                values (0, %1$d, '%2$s', now(), now())
                """
                        .formatted(id, REPLACED));
        upkeep.keep(true);
        assertEquals(SnapshotState.COPIED, entry().state());
        assertEquals(location, copy().location());
        assertEquals(
                List.of(Verdict.Whole.class),
                upkeep.verify(id).values().stream().map(Object::getClass).toList());
        assertEquals(SnapshotState.VERIFIED, entry().state());
    }

    /** The application's own rounds may be reading it. */
    private void awaitVerified() {
        await().atMost(60, SECONDS)
                .until(() -> {
                    upkeep.keep(false);
                    return entry().state() == SnapshotState.VERIFIED;
                });
    }

    private SnapshotEntry entry() {
        return snapshots.all().stream().filter(it -> it.snapshotId() == id).findAny().orElseThrow();
    }

    private SnapshotCopy copy() {
        var copies = snapshots.copies().stream().filter(it -> it.snapshotId() == id).toList();
        assertEquals(1, copies.size(), copies::toString);
        return copies.getFirst();
    }
}
