package dev.holdfast.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The most memory of the machine that a process has used, as Linux counts it. */
public final class Memory {

    private static final String PEAK = "VmHWM:";

    private Memory() {}

    /** In MiB, since the process began. */
    public static long peak(long pid) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/%d/status".formatted(pid)))) {
            return lines.filter(line -> line.startsWith(PEAK))
                            .map(line -> line.replaceAll("\\D", ""))
                            .mapToLong(Long::parseLong)
                            .findFirst()
                            .orElse(0)
                    / 1_024;
        }
    }
}
