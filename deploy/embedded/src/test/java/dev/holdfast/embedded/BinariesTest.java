package dev.holdfast.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesTest {

    @TempDir private Path folder;

    @Test
    void unpacksOnceWhenSeveralAskAtTheSameTime() throws Exception {
        Callable<Path> ask = () -> new Binaries(folder).redis();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(Stream.generate(() -> ask).limit(8).toList());
            for (var answer : answers) {
                assertEquals(answers.getFirst().get(), answer.get());
                assertTrue(Files.isExecutable(answer.get()));
            }
        }
        try (var entries = Files.list(folder)) {
            assertEquals(2, entries.count(), "the program's folder and its lock");
        }
    }

    @Test
    void saysWhatToDoWhenTheFolderCannotTakeThePrograms() throws Exception {
        var file = Files.createFile(folder.resolve("a-file"));
        var failure =
                assertThrows(StartFailure.class, () -> new Binaries(file.resolve("cache")).redis());
        assertTrue(
                failure.getMessage()
                        .startsWith("Redis could not be unpacked into " + file.resolve("cache")),
                failure.getMessage());
        assertTrue(
                failure.getMessage().endsWith("or name another folder by HOLDFAST_CACHE."),
                failure.getMessage());
    }

    @Test
    void keepsProgramsWhereTheEnvironmentSays() {
        assertEquals(folder, Platform.cache(Map.of("HOLDFAST_CACHE", folder.toString())));
        assertEquals(
                folder.resolve("holdfast"),
                Platform.cache(Map.of("XDG_CACHE_HOME", folder.toString())));
    }
}
