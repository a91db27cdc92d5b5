package dev.holdfast.bench.machine;

import dev.holdfast.embedded.ChildProcess;
import dev.holdfast.embedded.ChildSpec;
import dev.holdfast.embedded.ChildSpec.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A program that is run to its end; it ends with this process at the latest. */
public final class Program {

    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private Program() {}

    /**
     * What it said and took.
     *
     * @param said both its outputs
     * @param memory its peak in MiB, as it was last seen
     */
    public record Ended(String said, Duration took, long memory) {}

    /**
     * Runs it.
     *
     * @param environment all that it sees beside what any program needs
     * @throws IllegalStateException with its last words when it fails or takes 20 minutes
     */
    public static Ended run(
            String name, List<String> command, Map<String, String> environment, Path folder) {
        var all = new HashMap<>(ChildSpec.bareEnvironment());
        all.putAll(environment);
        var log = folder.resolve(name + ".log");
        try {
            Files.deleteIfExists(log);
            var begun = System.nanoTime();
            var process =
                    ChildProcess.start(
                            new ChildSpec(
                                    command,
                                    all,
                                    folder,
                                    log,
                                    Optional.empty(),
                                    Optional.empty(),
                                    StopSignal.TERM,
                                    GRACE));
            var memory = 0L;
            while (!process.awaitExit(LOOK)) {
                memory = Math.max(memory, peak(process.pid()));
                if (System.nanoTime() - begun > LONGEST.toNanos()) {
                    process.stop();
                    throw new IllegalStateException(name + " takes too long");
                }
            }
            var took = Duration.ofNanos(System.nanoTime() - begun);
            if (process.exitCode().orElse(1) != 0) {
                throw new IllegalStateException(
                        "%s failed:%n%s".formatted(name, process.logTail()));
            }
            return new Ended(Files.readString(log), took, memory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long peak(long pid) {
        try {
            return Memory.peak(pid);
        } catch (IOException _) {
            return 0;
        }
    }
}
