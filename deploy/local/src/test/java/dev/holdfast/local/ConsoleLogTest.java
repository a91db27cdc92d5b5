package dev.holdfast.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleLogTest {

    @TempDir private Path folder;

    @Test
    void keepsTheLogsOfTheLastThreeRuns() throws IOException {
        var log = folder.resolve("console.log");
        for (var run = 1; run <= 5; run++) {
            Files.writeString(log, "run " + run);
            ConsoleLog.rotate(log);
        }
        assertFalse(Files.exists(log));
        assertEquals("run 5", Files.readString(folder.resolve("console.log.1")));
        assertEquals("run 4", Files.readString(folder.resolve("console.log.2")));
        assertEquals("run 3", Files.readString(folder.resolve("console.log.3")));
        assertFalse(Files.exists(folder.resolve("console.log.4")));
    }

    @Test
    void emptiesALogThatIsTooBigWhileItsServiceWritesOn() throws IOException {
        var log = folder.resolve("console.log");
        Files.write(log, new byte[10_000_001]);
        try (var service = Files.newOutputStream(log, StandardOpenOption.APPEND)) {
            ConsoleLog.bound(log);
            service.write("still here".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        assertEquals("still here", Files.readString(log));
        assertEquals(10_000_001, Files.size(folder.resolve("console.log.1")));
    }

    @Test
    void leavesALogOfOrdinarySizeAlone() throws IOException {
        var log = folder.resolve("console.log");
        Files.writeString(log, "a few words");
        ConsoleLog.bound(log);
        assertEquals("a few words", Files.readString(log));
    }
}
