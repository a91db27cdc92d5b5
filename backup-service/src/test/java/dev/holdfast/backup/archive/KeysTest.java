package dev.holdfast.backup.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.backup.key.MasterKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of snapshots when master keys change, are wrong or are lost. */
final class KeysTest {

    private static final String OTHER = "another master key, of 32 characters and more";

    @TempDir(factory = InMemory.class)
    Path folder;

    private final Sample sample = Sample.random(1, 30_000);

    private static Archive archive(String current, Optional<String> previous, Location... places) {
        var masters = Sample.masters(current, previous);
        return new Archive(List.of(places), () -> masters, _ -> {});
    }

    private SortedMap<String, String> keyFiles(String location) throws IOException {
        var files = new TreeMap<String, String>();
        try (var all = Files.list(folder.resolve(location).resolve("keys"))) {
            for (var file : all.toList()) {
                files.put(
                        file.getFileName().toString(),
                        HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return files;
    }

    @Test
    void aWrongMasterKeyIsRefusedAndOverwritesNothing() throws IOException {
        var location = Sample.folder(folder.resolve("one"));
        sample.write(Sample.archive(location), 1);
        var before = keyFiles("one");
        var wrong = archive(OTHER, Optional.empty(), location);
        var refused = assertThrows(ArchiveException.class, () -> wrong.begin(2, 0));
        assertTrue(
                refused.getMessage()
                        .contains("Set the key that it was wrapped by as BACKUP_MASTER_KEY"),
                refused.getMessage());
        assertFalse(refused.getMessage().contains(OTHER), refused.getMessage());
        assertThrows(IOException.class, () -> wrong.manifest(1));
        assertEquals(1, wrong.list().unreadable().size());
        assertTrue(wrong.sweep(location.name()) instanceof SweepResult.Postponed);
        assertEquals(before, keyFiles("one"));
        sample.assertIn(Sample.archive(location), 1);
    }

    /** A second location that is new gets no key of its own while the first one's is not known. */
    @Test
    void aWrongMasterKeyMakesNoSecondRepository() throws IOException {
        var one = Sample.folder(folder.resolve("one"));
        var two = Sample.folder(folder.resolve("two"));
        sample.write(Sample.archive(one), 1);
        assertThrows(
                ArchiveException.class,
                () -> archive(OTHER, Optional.empty(), one, two).begin(2, 0));
        assertEquals(List.of(), two.list(""));
    }

    @Test
    void aMasterKeyIsChangedWhileTheEarlierOneIsLive() throws IOException {
        var location = Sample.folder(folder.resolve("one"));
        sample.write(Sample.archive(location), 1);
        sample.write(archive(OTHER, Optional.of(Sample.MASTER), location), 2);
        var after = archive(OTHER, Optional.empty(), location);
        sample.assertIn(after, 1);
        sample.assertIn(after, 2);
        sample.write(after, 3);
        assertEquals(2, keyFiles("one").size());
        var earlier = Sample.archive(location);
        assertThrows(IOException.class, () -> earlier.manifest(1));
    }

    @Test
    void oneKeyFileIsEnough() throws IOException {
        var location = Sample.folder(folder.resolve("one"));
        sample.write(Sample.archive(location), 1);
        Files.delete(folder.resolve("one/keys").resolve(keyFiles("one").firstKey()));
        sample.assertIn(Sample.archive(location), 1);
        sample.write(Sample.archive(location), 2);
        assertEquals(2, keyFiles("one").size());
    }

    @Test
    void twoLocationsShareOneKey() throws IOException {
        var one = Sample.folder(folder.resolve("one"));
        var two = Sample.folder(folder.resolve("two"));
        sample.write(Sample.archive(one), 1);
        sample.write(Sample.archive(one, two), 2);
        sample.assertIn(Sample.archive(two), 2);
        assertEquals(keyFiles("one").keySet(), keyFiles("two").keySet());
    }

    @Test
    void twoProcessesThatStartTogetherAreReadByBoth() throws IOException {
        var location = Sample.folder(folder.resolve("one"));
        var archives = new ArrayList<>(List.of(Sample.archive(location), Sample.archive(location)));
        try (var one = archives.getFirst().begin(1, 0);
                var two = archives.getLast().begin(2, 0)) {
            one.publish(sample.manifest(one, 1));
            two.publish(sample.manifest(two, 2));
        }
        archives.add(Sample.archive(location));
        for (var archive : archives) {
            sample.assertIn(archive, 1);
            sample.assertIn(archive, 2);
        }
    }

    @Test
    void aShortMasterKeyIsRefused() {
        assertEquals(
                "BACKUP_MASTER_KEY has 5 characters. Use 32 or more random ones: openssl rand -hex"
                        + " 32",
                MasterKeys.wrong("BACKUP_MASTER_KEY", "short").orElseThrow());
    }
}
