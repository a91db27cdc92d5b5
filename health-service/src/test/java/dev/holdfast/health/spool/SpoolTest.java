package dev.holdfast.health.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("below").resolve("incidents.jsonl");
    }

    @Test
    void replaysWhatWasKept() {
        try (var spool = new Spool(file)) {
            assertEquals(List.of(), spool.replay());
            spool.append(List.of("one"));
            spool.append(List.of("two", "three"));
        }
        assertEquals(List.of("one", "two", "three"), replayed());
    }

    @Test
    void dropsALastLineThatACrashCutShortAndGoesOnBehindTheOthers() throws IOException {
        try (var spool = new Spool(file)) {
            spool.replay();
            spool.append(List.of("one"));
        }
        Files.writeString(file, "tw", StandardOpenOption.APPEND);
        try (var spool = new Spool(file)) {
            assertEquals(List.of("one"), spool.replay());
            spool.append(List.of("three"));
        }
        assertEquals(List.of("one", "three"), replayed());
    }

    @Test
    void aRewriteTakesThePlaceOfAll() {
        try (var spool = new Spool(file)) {
            spool.replay();
            spool.append(List.of("one", "two"));
            spool.rewrite(List.of("two"));
            spool.append(List.of("three"));
        }
        assertEquals(List.of("two", "three"), replayed());
    }

    @Test
    void aSecondUserGoesOnInMemoryAndSaysSo() {
        try (var first = new Spool(file);
                var second = new Spool(file)) {
            first.replay();
            first.append(List.of("one"));
            assertEquals(List.of(), second.replay());
            second.append(List.of("two"));
            assertTrue(second.obstacle().isPresent());
            assertTrue(first.obstacle().isEmpty());
        }
        assertEquals(List.of("one"), replayed());
    }

    @Test
    void whereNoFolderCanBeMadeItGoesOnAndSaysSo() throws IOException {
        var inTheWay = Files.writeString(folder.resolve("file"), "");
        try (var spool = new Spool(inTheWay.resolve("incidents.jsonl"))) {
            assertEquals(List.of(), spool.replay());
            spool.append(List.of("one"));
            assertTrue(spool.obstacle().isPresent());
        }
    }

    private List<String> replayed() {
        try (var spool = new Spool(file)) {
            return spool.replay();
        }
    }
}
