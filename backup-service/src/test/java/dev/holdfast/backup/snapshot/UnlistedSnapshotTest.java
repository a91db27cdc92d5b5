package dev.holdfast.backup.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.backup.archive.Archive;
import dev.holdfast.backup.archive.SnapshotKind;
import dev.holdfast.backup.archive.TestArchives;
import dev.holdfast.kit.database.Connections;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class UnlistedSnapshotTest {

    private static final long ROOM = 1L << 40;

    @Inject Snapshots snapshots;
    @Inject UnlistedSnapshot unlisted;
    @Inject Archive archive;
    @Inject Connections connections;

    private final Admin backup = new Admin("backup");

    /** A past fault: a restored database drew the number of a good snapshot, which was replaced. */
    @Test
    void aRestoredDatabaseOverwritesNoSnapshot() throws Exception {
        whole();
        var there = whole();
        var before = archive.manifest(there);
        backup.execute("select setval('snapshot_id', %d)".formatted(there - 1));
        unlisted.take("before migrations");
        assertEquals(before, archive.manifest(there));
        assertTrue(
                archive.list().found().stream()
                        .anyMatch(found ->
                                found.snapshotId() > there
                                        && found.kind() == SnapshotKind.MIGRATION));
    }

    @Test
    void oneThatDoesNotFitIsRefusedBeforeItIsWritten(@TempDir Path folder) throws Exception {
        new UnlistedSnapshot(connections, TestArchives.withFree(folder, ROOM), "a test")
                .take("the first has nothing to go by");
        var full = TestArchives.withFree(folder, 1);
        var second = new UnlistedSnapshot(connections, full, "a test");
        var refused = assertThrows(IllegalStateException.class, () -> second.take("the second"));
        assertTrue(refused.getMessage().contains("a snapshot needs"), refused.getMessage());
        assertEquals(1, full.list().found().size());
    }

    private long whole() throws InterruptedException {
        var request = SnapshotRequest.whole(SnapshotKind.MANUAL, "a test");
        var taken = snapshots.take(request, Progress.ALONE);
        return assertInstanceOf(SnapshotResult.Verified.class, taken).entry().snapshotId();
    }
}
