package dev.holdfast.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The file that notes a running process by id and start time, which together name it for certain.
 */
public final class ProcessRecord {

    /** Linux derives start times from a boot time in whole seconds, which may move by one. */
    private static final Duration CLOCK_JITTER = Duration.ofMillis(1500);

    private final Path file;

    public ProcessRecord(Path file) {
        this.file = file;
    }

    void write(ProcessHandle process) {
        var started = process.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
        var draft = file.resolveSibling(file.getFileName() + ".draft");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(draft, process.pid() + "\n" + started + "\n");
            Files.move(
                    draft,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " could not be written.", e);
        }
    }

    /** The noted process, if it is still running and really the one that was noted. */
    public Optional<ProcessHandle> running() {
        try {
            return parse(Files.readAllLines(file));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<ProcessHandle> parse(List<String> lines) {
        if (lines.size() < 2) {
            return Optional.empty();
        }
        var started = Instant.ofEpochMilli(Long.parseLong(lines.get(1)));
        return ProcessHandle.of(Long.parseLong(lines.get(0)))
                .filter(ProcessHandle::isAlive)
                .filter(process -> startedAbout(process, started, CLOCK_JITTER));
    }

    static boolean startedAbout(ProcessHandle process, Instant instant, Duration tolerance) {
        return process.info()
                .startInstant()
                .map(actual -> Duration.between(instant, actual).abs().compareTo(tolerance) <= 0)
                .orElse(false);
    }

    /** Forgets the process. */
    public void clear() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " could not be deleted.", e);
        }
    }
}
