package dev.holdfast.backup.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no snapshot needs goes, and nothing else. */
final class SweepTest {

    @TempDir(factory = InMemory.class)
    Path folder;

    private final Sample first = Sample.random(1, 60_000);
    private final Sample second = Sample.random(2, 60_000);
    private FolderLocation location;
    private Archive archive;

    @BeforeEach
    void begin() throws IOException {
        location = Sample.folder(folder.resolve("one"));
        archive = Sample.archive(location);
    }

    @Test
    void whatOnlyADeletedSnapshotNamedGoes() throws IOException {
        first.write(archive, 1);
        var chunks = location.list(Layout.CHUNKS).size();
        second.write(archive, 2);
        first.write(archive, 3);
        archive.delete(2, location.name());
        assertInstanceOf(SweepResult.Done.class, archive.sweep(location.name()));
        assertEquals(chunks, location.list(Layout.CHUNKS).size());
        first.assertIn(archive, 1);
        first.assertIn(archive, 3);
        assertEquals(List.of(), archive.inspect(location.name()));
        assertEquals(new SweepResult.Done(0, 0), archive.sweep(location.name()));
    }

    /** Of another process: it knows nothing of this one but what the location says. */
    @Test
    void aRunningSnapshotKeepsWhatItCountsOn() throws IOException {
        first.write(archive, 1);
        try (var writing = Sample.archive(location).begin(2, 0)) {
            var manifest = first.manifest(writing, 2);
            archive.delete(1, location.name());
            assertEquals(
                    new SweepResult.Postponed("a snapshot is being written"),
                    archive.sweep(location.name()));
            writing.publish(manifest);
        }
        first.assertIn(archive, 2);
        assertEquals(new SweepResult.Done(0, 0), archive.sweep(location.name()));
    }

    @Test
    void aSnapshotWaitsForASweepToGiveWay() throws Exception {
        first.write(archive, 1);
        var mark = ActivityMark.set(location, ActivityMark.SWEEPING);
        var writer =
                Thread.ofVirtual()
                        .unstarted(() -> {
                            try {
                                second.write(Sample.archive(location), 2);
                            } catch (IOException e) {
                                throw new AssertionError(e);
                            }
                        });
        writer.start();
        assertTrue(!writer.join(Duration.ofMillis(700)), "did not wait");
        assertEquals(0, archive.list().found().stream().filter(it -> it.snapshotId() == 2).count());
        mark.close();
        assertTrue(writer.join(Duration.ofSeconds(20)));
        second.assertIn(archive, 2);
    }

    @Test
    void whatAProcessLeftThatDiedGoesAfterAnHour() throws IOException {
        first.write(archive, 1);
        var _ = ActivityMark.set(location, ActivityMark.WRITING);
        location.batch().put(Layout.chunk("ab".repeat(32)), new byte[100]);
        assertInstanceOf(SweepResult.Postponed.class, archive.sweep(location.name()));
        age(Duration.ofMinutes(61));
        assertEquals(2, ((SweepResult.Done) archive.sweep(location.name())).files());
        assertEquals(List.of(), location.list(Layout.PARTIAL));
        assertEquals(List.of(), location.list(Layout.RUNNING));
        first.assertIn(archive, 1);
    }

    /** Who writes would wait for it, and so would restores, which keep the guild as it is first. */
    @Test
    void aSweepThatDiedHoldsUpNobodyAfterAMinute() throws IOException {
        first.write(archive, 1);
        var _ = ActivityMark.set(location, ActivityMark.SWEEPING);
        age(Duration.ofSeconds(61));
        second.write(archive, 2);
        second.assertIn(archive, 2);
    }

    /** What lies there was touched so long ago. */
    private void age(Duration age) throws IOException {
        for (var prefix : List.of(Layout.RUNNING, Layout.PARTIAL)) {
            for (var file : location.list(prefix)) {
                Files.setLastModifiedTime(
                        folder.resolve("one").resolve(file.path()),
                        FileTime.from(Instant.now().minus(age)));
            }
        }
    }

    @Test
    void nothingGoesWhileAManifestDoesNotOpen() throws IOException {
        first.write(archive, 1);
        second.write(archive, 2);
        var manifest = folder.resolve("one").resolve(Layout.manifest(2));
        var content = Files.readAllBytes(manifest);
        var flipped = content.clone();
        flipped[content.length / 2] ^= 1;
        Files.write(manifest, flipped);
        assertInstanceOf(SweepResult.Postponed.class, archive.sweep(location.name()));
        Files.write(manifest, content);
        assertInstanceOf(Verdict.Whole.class, archive.verify(2, location.name(), Progress.ALONE));
    }
}
