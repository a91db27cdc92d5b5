package dev.holdfast.backup.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is listed is whole, whenever the process dies and whatever a location does. */
final class PublishTest {

    @TempDir(factory = InMemory.class)
    Path folder;

    private final Sample first = Sample.random(1, 60_000);
    private final Sample second = Sample.random(2, 60_000);

    /** Is let die at its n-th change. */
    private static final class Mortal extends WatchedLocation {

        private final int dies;
        private int changes;

        Mortal(Location real, int dies) {
            super(real);
            this.dies = dies;
        }

        @Override
        void before(String path) {
            if (++changes >= dies) {
                throw new Killed();
            }
        }
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void whereverTheProcessDiesWhatIsListedIsWhole() throws IOException {
        var deaths = 0;
        for (var dies = 1; ; dies++) {
            var real = Sample.folder(folder.resolve("location" + dies));
            first.write(Sample.archive(real), 1);
            var died = dies(new Mortal(real, dies));
            var archive = Sample.archive(real);
            var listing = archive.list();
            assertEquals(List.of(), listing.unreadable());
            for (var found : listing.found()) {
                var verdict = archive.verify(found.snapshotId(), real.name(), Progress.ALONE);
                assertInstanceOf(
                        Verdict.Whole.class,
                        verdict,
                        "killed at change %d: %s".formatted(dies, verdict));
            }
            first.assertIn(archive, 1);
            if (!died) {
                break;
            }
            deaths++;
        }
        assertTrue(deaths >= 8, deaths + " deaths");
    }

    /** As a process would: nothing is tidied up behind it. */
    @SuppressWarnings("resource")
    private boolean dies(Location location) throws IOException {
        try {
            var writing = Sample.archive(location).begin(2, 0);
            writing.publish(second.manifest(writing, 2));
            return false;
        } catch (Killed _) {
            return true;
        }
    }

    /** What is uploaded arrives in part, and the location says that all is well. */
    private WatchedLocation truncating(Location real, String prefix) {
        return new WatchedLocation(real) {
            @Override
            byte[] spoiled(String path, byte[] content) {
                return path.startsWith(prefix)
                        ? Arrays.copyOf(content, content.length / 2)
                        : content;
            }
        };
    }

    @Test
    void aTruncatedUploadIsNoSnapshot() throws IOException {
        for (var prefix : List.of(Layout.CHUNKS, Layout.SNAPSHOTS)) {
            var real = Sample.folder(folder.resolve(prefix));
            first.write(Sample.archive(real), 1);
            var alerts = new ArrayList<String>();
            var archive = Sample.archive(alerts, truncating(real, prefix));
            var failed = assertThrows(ArchiveException.class, () -> second.write(archive, 2));
            assertTrue(
                    failed.getMessage().startsWith("No location holds the snapshot. folder:"),
                    failed.getMessage());
            assertEquals(1, alerts.size(), alerts.toString());
            assertOnlyFirst(Sample.archive(real));
        }
    }

    private void assertOnlyFirst(Archive archive) throws IOException {
        var listing = archive.list();
        assertEquals(List.of(), listing.unreadable());
        assertEquals(List.of(1L), listing.found().stream().map(Listing.Found::snapshotId).toList());
        first.assertIn(archive, 1);
    }

    /** A location that answers well and keeps something else. */
    @Test
    void aFlippedBitOnItsWayIsNoSnapshot() throws IOException {
        var real = Sample.folder(folder.resolve("flipping"));
        first.write(Sample.archive(real), 1);
        var archive =
                Sample.archive(
                        new WatchedLocation(real) {
                            @Override
                            byte[] spoiled(String path, byte[] content) {
                                if (!path.startsWith(Layout.CHUNKS)) {
                                    return content;
                                }
                                var flipped = content.clone();
                                flipped[content.length - 1] ^= 1;
                                return flipped;
                            }
                        });
        assertThrows(ArchiveException.class, () -> second.write(archive, 2));
        assertOnlyFirst(Sample.archive(real));
        // The same process writes them anew and does not take them for written.
        var spoiled = Sample.archive(real);
        assertThrows(
                DamagedException.class,
                () -> {
                    second.write(spoiled, 3);
                    second.assertIn(spoiled, 3);
                });
        assertInstanceOf(Verdict.Damaged.class, spoiled.verify(3, real.name(), Progress.ALONE));
        second.write(spoiled, 4);
        second.assertIn(spoiled, 4);
    }

    @Test
    void theManifestComesAfterItsChunks() throws IOException {
        var real = Sample.folder(folder.resolve("order"));
        var reader = Sample.archive(real);
        var seen = new ArrayList<String>();
        var archive =
                Sample.archive(
                        new WatchedLocation(real) {
                            @Override
                            void before(String path) {
                                for (var found : reader.list().found()) {
                                    seen.add(path);
                                    var verdict =
                                            reader.verify(
                                                    found.snapshotId(), name(), Progress.ALONE);
                                    assertInstanceOf(Verdict.Whole.class, verdict, path);
                                }
                            }
                        });
        second.write(archive, 2);
        first.write(archive, 3);
        assertTrue(!seen.isEmpty());
    }

    @Test
    void oneLocationThatFailsIsAnAlertAndNotAFailure() throws IOException {
        for (var failing = 1; failing < 10; failing++) {
            var at = failing;
            var good = Sample.folder(folder.resolve("good" + failing));
            var bad = Sample.folder(folder.resolve("bad" + failing));
            var alerts = new ArrayList<String>();
            var dying =
                    new WatchedLocation(bad) {
                        private int changes;

                        @Override
                        void before(String path) throws IOException {
                            if (++changes >= at) {
                                throw new IOException("the disk is broken");
                            }
                        }
                    };
            var archive = Sample.archive(alerts, good, dying);
            var published = first.write(archive, 1);
            assertEquals(List.of(good.name()), published.locations());
            assertEquals("the disk is broken", published.failed().get(bad.name()));
            assertEquals(1, alerts.size(), alerts.toString());
            assertTrue(
                    alerts.getFirst()
                            .startsWith(
                                    "Snapshots are not written to %s: the disk is broken."
                                            .formatted(bad.name())),
                    alerts.getFirst());
            first.assertIn(archive, 1);
            assertEquals(0, Sample.archive(bad).list().found().size());

            var mended = Sample.archive(good, bad);
            var copied = mended.replicate(bad.name(), Progress.ALONE);
            assertEquals(List.of(1L), copied.snapshots());
            assertEquals(List.of(), copied.failed());
            first.assertIn(Sample.archive(bad), 1);
        }
    }

    /** Nor in a location that has none: a number never stands for two snapshots. */
    @Test
    void aSnapshotOfTheSameNumberIsNeverOverwritten() throws IOException {
        var one = Sample.folder(folder.resolve("taken"));
        var other = Sample.folder(folder.resolve("free"));
        first.write(Sample.archive(one), 1);
        var failed =
                assertThrows(
                        ArchiveException.class, () -> second.write(Sample.archive(one, other), 1));
        assertEquals(
                "There is another snapshot 1 already, in %s. Nothing was overwritten."
                        .formatted(one.name()),
                failed.getMessage());
        first.assertIn(Sample.archive(one), 1);
        assertEquals(List.of(), other.list(Layout.SNAPSHOTS));
    }

    /**
     * A publication whose answer was lost may be made again, and a copy may have come meanwhile.
     */
    @Test
    void theSameSnapshotMayTakeItsOwnPlace() throws IOException {
        var location = Sample.folder(folder.resolve("same"));
        first.write(Sample.archive(location), 1);
        var masters = Sample.masters(Sample.MASTER, Optional.empty());
        var repository = new Repository(location, new Keyring(() -> masters));
        var manifest = repository.manifest(1);
        var key = repository.key(manifest.keyId());
        try (var target = Target.open(repository, key)) {
            target.publish(manifest, ManifestFile.write(manifest, key));
        }
        assertEquals(manifest, repository.manifest(1));
    }

    @Test
    void tooLittleRoomIsSaidBeforeAnythingIsWritten() throws IOException {
        var location = Sample.folder(folder.resolve("small"));
        var archive = Sample.archive(location);
        var failed = assertThrows(ArchiveException.class, () -> archive.begin(1, 1L << 50));
        assertTrue(
                failed.getMessage().contains("a snapshot needs 1610612736 MB free and there are"),
                failed.getMessage());
        assertEquals(0, location.list(Layout.CHUNKS).size());
    }
}
