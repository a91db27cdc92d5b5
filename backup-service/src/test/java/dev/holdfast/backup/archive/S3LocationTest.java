package dev.holdfast.backup.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Against a real server of S3's protocol. */
@TestInstance(Lifecycle.PER_CLASS)
final class S3LocationTest extends LocationContract {

    private Path folder;
    private S3Server server;

    @BeforeAll
    void start(@TempDir(factory = InMemory.class) Path temporary) throws IOException {
        folder = temporary;
        server = S3Server.start(folder.resolve("s3"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Override
    Location location() {
        return server.location(UUID.randomUUID().toString());
    }

    @Test
    void aBucketThatIsMissingAndKeysThatAreWrongAreSaid() {
        var missing = server.location("holdfast", "nowhere", "psst-psst");
        var gone = assertThrows(IOException.class, () -> missing.put("file", new byte[1]));
        assertTrue(gone.getMessage().contains("the bucket nowhere at"), gone.getMessage());
        var wrong = server.location("holdfast", "kelp", "wrong-wrong");
        var refused = assertThrows(IOException.class, () -> wrong.list("snapshots/"));
        assertTrue(
                refused.getMessage().endsWith("refuses these keys: look at their rights"),
                refused.getMessage());
    }

    @Test
    void aSnapshotLiesThereAsInAFolder() throws IOException {
        var sample = Sample.random(1, 60_000);
        var store = new WatchedLocation(location());
        sample.write(Sample.archive(store), 1);
        var archive = Sample.archive(store);
        sample.assertIn(archive, 1);
        var verdict = archive.verify(1, store.name(), Progress.ALONE);
        assertInstanceOf(Verdict.Whole.class, verdict, verdict.toString());
        assertEquals(List.of(), archive.inspect(store.name()));
        store.puts.clear();
        sample.write(archive, 2);
        assertEquals(
                List.of(), store.puts.stream().filter(it -> it.startsWith(Layout.CHUNKS)).toList());
        archive.delete(1, store.name());
        assertEquals(new SweepResult.Done(0, 0), archive.sweep(store.name()));
        sample.assertIn(archive, 2);
    }

    /** The store dies in the middle of a snapshot, and is back later. */
    @Test
    void aStoreThatDiesIsAnAlertAndIsMadeWholeWhenItIsBack() throws Exception {
        var sample = Sample.random(3, 60_000);
        var later = Sample.random(4, 60_000);
        var near = Sample.folder(folder.resolve("near"));
        var far = location();
        var alerts = new ArrayList<String>();
        var archive = Sample.archive(alerts, near, far);
        try (var writing = archive.begin(1, 0)) {
            var manifest = sample.manifest(writing, 1);
            server.kill();
            var began = System.nanoTime();
            var published = writing.publish(manifest);
            var took = Duration.ofNanos(System.nanoTime() - began);
            assertEquals(List.of(near.name()), published.locations());
            assertTrue(took.compareTo(Duration.ofMinutes(2)) < 0, took.toString());
        }
        assertEquals(1, alerts.size(), alerts.toString());
        assertTrue(alerts.getFirst().contains("does not answer"), alerts.getFirst());
        assertEquals(List.of(near.name()), later.write(archive, 2).locations());
        assertTrue(archive.list().away().containsKey(far.name()));
        assertInstanceOf(Verdict.Away.class, archive.verify(1, far.name(), Progress.ALONE));
        sample.assertIn(archive, 1);

        server.begin();
        assertTrue(archive.isBehind(far.name()));
        assertEquals(List.of(1L, 2L), archive.replicate(far.name(), Progress.ALONE).snapshots());
        assertTrue(!archive.isBehind(far.name()));
        sample.assertIn(Sample.archive(far), 1);
        later.assertIn(Sample.archive(far), 2);
    }
}
