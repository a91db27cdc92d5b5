package dev.holdfast.backup.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.holdfast.backup.key.MasterKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A made-up database of a few tables, and what is done with it in tests. */
@SuppressWarnings("ArrayRecordComponent") // which nobody changes
record Sample(List<SampleTable> tables, byte[] structure) {

    static final String MASTER = "the master key of the tests, 32 characters and more";

    private static final int CHUNK = 16 * 1024;

    static Sample random(long seed, int bytes) {
        var random = new Random(seed);
        return new Sample(
                List.of(
                        SampleTable.random(random, "account", 40, bytes / 2),
                        SampleTable.random(random, "rule", 3, bytes / 4),
                        SampleTable.withoutGuilds(random, "lease", bytes / 4)),
                ("create table kelp.account -- " + seed).getBytes(StandardCharsets.UTF_8));
    }

    static MasterKeys masters(String current, Optional<String> previous) {
        return MasterKeys.of(current, previous, new SecureRandom());
    }

    static Archive archive(Location... locations) {
        return archive(new ArrayList<>(), locations);
    }

    static Archive archive(List<String> alerts, Location... locations) {
        return new Archive(
                List.of(locations),
                () -> masters(MASTER, Optional.empty()),
                alert -> alerts.add(alert.text()));
    }

    static FolderLocation folder(Path root) throws IOException {
        var folder = new FolderLocation("folder:" + root.getFileName(), root);
        folder.prepare()
                .ifPresent(open -> {
                    throw new AssertionError(open);
                });
        return folder;
    }

    PublishResult write(Archive archive, long snapshotId) throws IOException {
        try (var writing = archive.begin(snapshotId, 1000)) {
            return writing.publish(manifest(writing, snapshotId));
        }
    }

    /** Adds everything. */
    SnapshotManifest manifest(SnapshotWriter writing, long snapshotId) throws IOException {
        var structureChunk =
                writing.add(Archive.STRUCTURE, List.of(new PlainFrame(structure, 0, 0, 0)));
        var contents = new ArrayList<TableContent>();
        for (var table : tables) {
            contents.add(table.write(writing, CHUNK));
        }
        var at = Instant.parse("2026-11-30T03:00:00Z");
        return new SnapshotManifest(
                SnapshotManifest.FORMAT,
                snapshotId,
                SnapshotKind.NIGHTLY,
                "because",
                SnapshotManifest.EVERYTHING,
                at,
                at.plusSeconds(1),
                "0.1.0",
                new Server(180_000, "7412345678901234567", "0/1", "0/2"),
                List.of(new Schema("kelp", "202611300000", "abc")),
                structureChunk,
                List.of(new SequenceValue("kelp", "rule_id_seq", 17, true)),
                contents,
                List.of(new LedgerTotal("kelp", 40, 0)),
                writing.keyId());
    }

    /** Everything comes back as it was written. */
    void assertIn(Archive archive, long snapshotId) throws IOException {
        var manifest = archive.manifest(snapshotId);
        assertArrayEquals(structure, archive.structure(manifest));
        for (var table : tables) {
            var content = content(manifest, table);
            assertArrayEquals(table.all(), read(archive.rows(manifest, content)));
        }
    }

    static TableContent content(SnapshotManifest manifest, SampleTable table) {
        return manifest.tables().stream()
                .filter(it -> it.qualified().equals(table.qualified()))
                .findFirst()
                .orElseThrow();
    }

    static byte[] read(Rows rows) throws IOException {
        var all = new ByteArrayOutputStream();
        try (rows) {
            for (var next = rows.next(); next.isPresent(); next = rows.next()) {
                all.writeBytes(next.get());
            }
        }
        return all.toByteArray();
    }
}
