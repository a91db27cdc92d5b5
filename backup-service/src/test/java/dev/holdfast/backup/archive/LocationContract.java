package dev.holdfast.backup.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every kind of location does. */
abstract class LocationContract {

    /** An empty one. */
    abstract Location location() throws IOException;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatIsPutIsRead() throws IOException {
        var location = location();
        var content = new byte[300_000];
        new Random(1).nextBytes(content);
        location.put("chunks/ab/file", content);
        try (var stream = location.open("chunks/ab/file")) {
            assertArrayEquals(content, stream.readAllBytes());
        }
        assertArrayEquals(content, location.read("chunks/ab/file", 0, 1_000_000));
    }

    @Test
    void aPartIsReadAlone() throws IOException {
        var location = location();
        location.put("file", bytes("0123456789"));
        assertArrayEquals(bytes("345"), location.read("file", 3, 3));
        assertArrayEquals(bytes("89"), location.read("file", 8, 100));
        assertEquals(0, location.read("file", 10, 5).length);
        assertEquals(0, location.read("file", 5, 0).length);
    }

    @Test
    void whatIsPutAgainTakesThePlace() throws IOException {
        var location = location();
        location.put("a/file", bytes("one"));
        location.put("a/file", bytes("two and more"));
        assertArrayEquals(bytes("two and more"), location.read("a/file", 0, 100));
        assertEquals(1, location.list("a/").size());
    }

    @Test
    void whatIsMissingIsSaidToBe() throws IOException {
        var location = location();
        assertThrows(NoSuchFileException.class, () -> location.read("a/none", 0, 10));
        assertThrows(
                NoSuchFileException.class,
                () -> {
                    try (var stream = location.open("none")) {
                        stream.readAllBytes();
                    }
                });
        location.delete("a/none");
        assertEquals(List.of(), location.list("a/"));
        assertEquals(List.of(), location.list(""));
    }

    @Test
    void filesAreListedByPrefixInOrder() throws IOException {
        var location = location();
        for (var path : List.of("b/2", "a/1", "b/1", "b/c/3", "bb")) {
            location.put(path, bytes(path));
        }
        var listed = location.list("b/");
        assertEquals(
                List.of("b/1", "b/2", "b/c/3"), listed.stream().map(StoredFile::path).toList());
        assertEquals(List.of(3L, 3L, 5L), listed.stream().map(StoredFile::bytes).toList());
        var age = Duration.between(listed.getFirst().modifiedAt(), Instant.now()).abs();
        assertTrue(age.compareTo(Duration.ofMinutes(1)) < 0, age.toString());
        assertEquals(5, location.list("").size());
        location.delete("b/2");
        assertEquals(2, location.list("b/").size());
    }

    @Test
    void aBatchIsThereOnceItIsSettled() throws IOException {
        var location = location();
        try (var batch = location.batch()) {
            for (var each = 0; each < 20; each++) {
                batch.put("chunks/%02d/file".formatted(each), bytes("of a batch " + each));
            }
            batch.settle();
        }
        assertEquals(20, location.list("chunks/").size());
        assertArrayEquals(bytes("of a batch 7"), location.read("chunks/07/file", 0, 100));
        assertEquals(List.of(), location.list(Layout.PARTIAL));
    }
}
