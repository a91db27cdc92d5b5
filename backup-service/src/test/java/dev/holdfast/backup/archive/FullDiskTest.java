package dev.holdfast.backup.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.kit.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real disk that fills up, of 2 MB; only root may mount one. */
final class FullDiskTest {

    @TempDir Path folder;

    private Path disk;
    private boolean isMounted;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        isMounted = run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString());
        assumeTrue(isMounted, "a small disk cannot be mounted here: not root");
    }

    @AfterEach
    void unmount() throws Exception {
        if (isMounted) {
            assertTrue(run("umount", disk.toString()));
        }
    }

    private static boolean run(String... command) throws Exception {
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) { // no such program
            return false;
        }
    }

    @Test
    void aFullDiskLeavesNoSnapshotAndEveryEarlierOneWhole() throws IOException {
        var location = Sample.folder(disk.resolve("archive"));
        var good = Sample.random(1, 400_000);
        good.write(Sample.archive(location), 1);
        var alerts = new ArrayList<String>();
        var archive = Sample.archive(alerts, location);
        var tooBig = Sample.random(2, 5_000_000);
        var failed = assertThrows(ArchiveException.class, () -> tooBig.write(archive, 2));
        assertTrue(failed.getMessage().contains("No space left on device"), failed.getMessage());
        assertEquals(1, alerts.size(), alerts.toString());
        assertEquals(
                List.of(1L),
                archive.list().found().stream().map(Listing.Found::snapshotId).toList());
        assertEquals(List.of(), location.list(Layout.PARTIAL));
        good.assertIn(archive, 1);
        assertInstanceOf(Verdict.Whole.class, archive.verify(1, location.name(), Progress.ALONE));

        var expected = assertThrows(ArchiveException.class, () -> archive.begin(3, 3_000_000));
        assertTrue(
                expected.getMessage().contains("a snapshot needs 4 MB free"),
                expected.getMessage());

        // What was written of the failed one goes, and there is room again.
        assertInstanceOf(SweepResult.Done.class, archive.sweep(location.name()));
        Sample.random(3, 400_000).write(archive, 4);
        good.assertIn(archive, 1);
    }

    @Test
    void aFullDiskIsNoFailureWhereThereIsAnother() throws IOException {
        var full = Sample.folder(disk.resolve("archive"));
        var roomy = Sample.folder(folder.resolve("roomy"));
        var sample = Sample.random(2, 5_000_000);
        var archive = Sample.archive(full, roomy);
        assertEquals(List.of(roomy.name()), sample.write(archive, 1).locations());
        sample.assertIn(archive, 1);
        assertEquals(List.of(), Sample.archive(full).list().found());
    }
}
