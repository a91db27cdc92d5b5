package dev.holdfast.embedded;

import dev.holdfast.embedded.ChildSpec.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a running PostgreSQL notes in its data folder about itself: {@code postmaster.pid}. */
record PostgresNotes(Path file) {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    /** The server notes its start a moment after the process began. */
    private static final Duration START_NOTE_DELAY = Duration.ofSeconds(30);

    private static final int LINE_STARTED = 2;
    private static final int LINE_STATUS = 7;

    static PostgresNotes in(Path data) {
        return new PostgresNotes(data.resolve("postmaster.pid"));
    }

    /** True when the server with this process id has noted that it takes connections. */
    boolean ready(long pid) {
        var lines = lines();
        return lines.size() > LINE_STATUS
                && lines.getFirst().equals(Long.toString(pid))
                && lines.get(LINE_STATUS).strip().equals("ready");
    }

    /** Ends a server of an earlier run on this data, and removes a note that a dead one left. */
    void endOrphan() {
        running(lines())
                .ifPresent(server ->
                        Orphan.end(
                                server,
                                "PostgreSQL on " + file.getParent(),
                                StopSignal.INT,
                                STOP_LIMIT));
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StartFailure(
                    "The file %s could not be deleted: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static Optional<ProcessHandle> running(List<String> lines) {
        try {
            var started = Instant.ofEpochSecond(Long.parseLong(lines.get(LINE_STARTED)));
            return ProcessHandle.of(Long.parseLong(lines.getFirst()))
                    .filter(process ->
                            ProcessRecord.startedAbout(process, started, START_NOTE_DELAY))
                    .filter(PostgresNotes::isPostgres);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().map(path -> path.endsWith("/postgres")).orElse(true);
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
