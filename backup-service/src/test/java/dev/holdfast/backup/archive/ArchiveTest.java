package dev.holdfast.backup.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.progress.Progress;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written comes back, all of it or a guild's part, and nothing is written twice. */
final class ArchiveTest {

    @TempDir(factory = InMemory.class)
    Path folder;

    @Test
    void whatIsWrittenComesBackFromEachLocation() throws IOException {
        for (var seed = 1; seed <= 20; seed++) {
            var one = Sample.folder(folder.resolve("one" + seed));
            var two = Sample.folder(folder.resolve("two" + seed));
            var sample = Sample.random(seed, new Random(seed).nextInt(100_000));
            var published = sample.write(Sample.archive(one, two), seed);
            assertEquals(List.of(one.name(), two.name()), published.locations());
            for (var location : List.of(one, two)) {
                var archive = Sample.archive(location);
                sample.assertIn(archive, seed);
                var verdict = archive.verify(seed, location.name(), Progress.ALONE);
                assertInstanceOf(Verdict.Whole.class, verdict, verdict.toString());
                assertEquals(List.of(), archive.inspect(location.name()));
            }
        }
    }

    @Test
    void aManifestReadsBackAsItWasWritten() throws IOException {
        var archive = Sample.archive(Sample.folder(folder.resolve("one")));
        var sample = Sample.random(1, 50_000);
        try (var writing = archive.begin(7, 0)) {
            var manifest = sample.manifest(writing, 7);
            writing.publish(manifest);
            assertEquals(manifest, archive.manifest(7));
        }
        assertEquals(List.of(7L), ids(archive));
        assertThrows(NoSuchFileException.class, () -> archive.manifest(8));
    }

    private static List<Long> ids(Archive archive) {
        return archive.list().found().stream().map(Listing.Found::snapshotId).toList();
    }

    @Test
    void aGuildIsReadAlone() throws IOException {
        var location = new WatchedLocation(Sample.folder(folder.resolve("one")));
        var archive = Sample.archive(location);
        var table = SampleTable.random(new Random(5), "posting", 500, 4_000_000);
        var sample = new Sample(List.of(table), new byte[] {1});
        try (var writing = archive.begin(1, 0)) {
            var manifest = sample.manifest(writing, 1);
            // As an export does it: chunks of megabytes.
            var big = table.write(writing, 2_000_000);
            var published =
                    new SnapshotManifest(
                            manifest.format(),
                            1,
                            manifest.kind(),
                            manifest.reason(),
                            manifest.guild(),
                            manifest.startedAt(),
                            manifest.takenAt(),
                            manifest.application(),
                            manifest.server(),
                            manifest.schemas(),
                            manifest.structure(),
                            manifest.sequences(),
                            List.of(big),
                            manifest.ledger(),
                            manifest.keyId());
            writing.publish(published);
        }
        var manifest = archive.manifest(1);
        var content = manifest.tables().getFirst();
        for (var guild :
                List.of(table.rows().firstKey(), 250_000_000_000_000L, table.rows().lastKey())) {
            location.bytesRead = 0;
            assertArrayEquals(table.of(guild), Sample.read(archive.rows(manifest, content, guild)));
            assertTrue(
                    location.bytesRead <= 3 * 64 * 1024,
                    "read %d bytes for one of 500 guilds".formatted(location.bytesRead));
        }
        for (var guild : table.rows().keySet().stream().filter(it -> it % 25 == 0).toList()) {
            assertArrayEquals(table.of(guild), Sample.read(archive.rows(manifest, content, guild)));
        }
        location.reads = 0;
        assertEquals(0, Sample.read(archive.rows(manifest, content, 3)).length);
        assertEquals(0, location.reads, "reads for a guild that has no rows");
    }

    @Test
    void aTableWithoutGuildsIsNoGuilds() throws IOException {
        var archive = Sample.archive(Sample.folder(folder.resolve("one")));
        var sample = Sample.random(1, 10_000);
        sample.write(archive, 1);
        var manifest = archive.manifest(1);
        var lease = Sample.content(manifest, sample.tables().getLast());
        assertThrows(IllegalArgumentException.class, () -> archive.rows(manifest, lease, 1));
    }

    @Test
    void whatIsThereIsNotWrittenAgain() throws IOException {
        var location = new WatchedLocation(Sample.folder(folder.resolve("one")));
        var sample = Sample.random(1, 400_000);
        var first = sample.write(Sample.archive(location), 1);
        location.puts.clear();
        var second = sample.write(Sample.archive(location), 2);
        assertEquals(
                List.of(),
                location.puts.stream().filter(it -> it.startsWith(Layout.CHUNKS)).toList());
        assertTrue(
                second.writtenBytes() * 10 < first.writtenBytes(),
                "%d bytes, then %d".formatted(first.writtenBytes(), second.writtenBytes()));

        var account = sample.tables().getFirst();
        var guild = account.rows().firstKey();
        var changed = account.with(guild, List.of(SampleTable.row(new Random(3), guild, 1)));
        var third = new Sample(List.of(changed), sample.structure());
        location.puts.clear();
        third.write(Sample.archive(location), 3);
        assertTrue(location.puts.stream().filter(it -> it.startsWith(Layout.CHUNKS)).count() > 0);
        sample.assertIn(Sample.archive(location), 1);
        sample.assertIn(Sample.archive(location), 2);
        third.assertIn(Sample.archive(location), 3);
    }

    @Test
    void equalRowsOfTwoTablesAreTwoChunks() throws IOException {
        var archive = Sample.archive(Sample.folder(folder.resolve("one")));
        try (var writing = archive.begin(1, 0)) {
            var frame = new PlainFrame(SampleTable.row(new Random(1), 5, 1), 1, 5, 5);
            var one = writing.add("kelp.one", List.of(frame));
            assertEquals(one, writing.add("kelp.one", List.of(frame)));
            assertTrue(
                    !one.contentId().equals(writing.add("kelp.two", List.of(frame)).contentId()));
        }
    }
}
