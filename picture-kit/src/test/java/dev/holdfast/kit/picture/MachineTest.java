package dev.holdfast.kit.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A picture does not depend on what the machine has. */
final class MachineTest {

    @Test
    @EnabledOnOs(OS.LINUX)
    void drawsTheSameWhereThereIsNoFontconfig(@TempDir Path folder) throws Exception {
        // What the loader finds first and cannot load is as good as missing.
        for (var library : List.of("libfontconfig.so.1", "libfontconfig.so")) {
            Files.writeString(folder.resolve(library), "no library");
        }
        var picture = folder.resolve("board.png");
        var log = folder.resolve("log");
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Djava.awt.headless=true",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Elsewhere.class.getName(),
                                picture.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        var environment = process.environment();
        environment.put("LD_LIBRARY_PATH", folder.toString());
        environment.put("FONTCONFIG_FILE", folder.resolve("none").toString());
        var running = process.start();
        try {
            assertTrue(running.waitFor(60, TimeUnit.SECONDS), "drew for longer than a minute");
        } finally {
            running.destroyForcibly();
        }
        assertEquals(0, running.exitValue(), () -> read(log));
        assertArrayEquals(Samples.board().png(), Files.readAllBytes(picture));
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** What the other process runs. */
    static final class Elsewhere {

        private Elsewhere() {}

        public static void main(String[] arguments) throws IOException {
            Files.write(Path.of(arguments[0]), Samples.board().png());
        }
    }
}
