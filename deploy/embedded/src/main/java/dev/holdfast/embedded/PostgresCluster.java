package dev.holdfast.embedded;

import dev.holdfast.embedded.ChildSpec.StopSignal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The data of one PostgreSQL: makes it, and reads what a running server notes in it. */
record PostgresCluster(Path folder, Path programs) {

    private static final Duration STEP_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    /** The server notes its start a moment after the process began. */
    private static final Duration START_NOTE_DELAY = Duration.ofSeconds(30);

    private static final int LINE_STARTED = 2;
    private static final int LINE_STATUS = 7;

    Path data() {
        return folder.resolve("cluster");
    }

    String password() {
        return Password.keptIn(folder.resolve("password"));
    }

    /**
     * Makes the data with the database of that name, unless it is there; a half-made one is made
     * again.
     */
    void makeUnlessPresent(String database, boolean durable) {
        if (Files.isDirectory(data())) {
            return;
        }
        password();
        var draft = folder.resolve("cluster.draft");
        Folders.delete(draft);
        run(initdb(draft, durable), "");
        run(
                program(
                        "postgres",
                        "--single",
                        "-D",
                        draft.toString(),
                        "-c",
                        "log_checkpoints=off",
                        "postgres"),
                "create database " + database + "\n");
        try {
            Files.move(draft, data());
        } catch (IOException e) {
            throw new StartFailure(
                    "The new data of PostgreSQL could not be put in place: " + e.getMessage(), e);
        }
    }

    private List<String> initdb(Path draft, boolean durable) {
        var command =
                new ArrayList<>(
                        program(
                                "initdb",
                                "--pgdata=" + draft,
                                "--username=postgres",
                                "--auth=scram-sha-256",
                                "--pwfile=" + folder.resolve("password"),
                                "--encoding=UTF8",
                                "--locale=C",
                                "--locale-provider=builtin",
                                "--builtin-locale=C.UTF-8"));
        if (!durable) {
            command.add("--no-sync");
        }
        return command;
    }

    /**
     * A command line for one of PostgreSQL's programs; they refuse to run as root, but not as
     * root's shadow.
     */
    ArrayList<String> program(String name, String... arguments) {
        var command = new ArrayList<String>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(programs.resolve("bin").resolve(name).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private void run(List<String> command, String input) {
        var log = folder.resolve("make.log");
        try {
            var process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start();
            try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
                in.write(input);
            }
            if (!process.waitFor(STEP_LIMIT.toSeconds(), TimeUnit.SECONDS)
                    || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new StartFailure(
                        "The data of PostgreSQL could not be made in %s:\n%s%s"
                                .formatted(folder, LogTail.of(log), hintForRoot(command)));
            }
        } catch (IOException e) {
            throw new StartFailure(
                    "PostgreSQL could not be run: " + e.getMessage() + hintForRoot(command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("The start of PostgreSQL was interrupted.", e);
        }
    }

    private static String hintForRoot(List<String> command) {
        return command.getFirst().equals("unshare")
                ? "\nPostgreSQL does not run as root; where unshare is missing or not allowed, start this as an ordinary user."
                : "";
    }

    /** Ends a server of an earlier run on this data, and removes a note that a dead one left. */
    void endOrphan() {
        var noted = notes();
        if (noted.isEmpty()) {
            return;
        }
        var server = running(noted);
        server.ifPresent(process ->
                Orphan.end(process, "PostgreSQL on " + data(), StopSignal.INT, STOP_LIMIT));
        try {
            Files.deleteIfExists(notesFile());
        } catch (IOException e) {
            throw new StartFailure(
                    "The file %s could not be deleted: %s".formatted(notesFile(), e.getMessage()),
                    e);
        }
    }

    private static Optional<ProcessHandle> running(List<String> notes) {
        try {
            var started = Instant.ofEpochSecond(Long.parseLong(notes.get(LINE_STARTED)));
            return ProcessHandle.of(Long.parseLong(notes.getFirst()))
                    .filter(process ->
                            ProcessRecord.startedAbout(process, started, START_NOTE_DELAY))
                    .filter(process ->
                            process.info()
                                    .command()
                                    .map(path -> path.endsWith("/postgres"))
                                    .orElse(true));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** True when the server with this process id has noted that it takes connections. */
    boolean ready(long pid) {
        var notes = notes();
        return notes.size() > LINE_STATUS
                && notes.getFirst().equals(Long.toString(pid))
                && notes.get(LINE_STATUS).strip().equals("ready");
    }

    private List<String> notes() {
        try {
            return Files.readAllLines(notesFile());
        } catch (IOException e) {
            return List.of();
        }
    }

    private Path notesFile() {
        return data().resolve("postmaster.pid");
    }
}
