package dev.holdfast.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The data of one PostgreSQL, and the programs that work on it. */
record PostgresCluster(Path folder, Path programs) {

    private static final Duration STEP_LIMIT = Duration.ofSeconds(90);

    static Path data(Path folder) {
        return folder.resolve("cluster");
    }

    Path data() {
        return data(folder);
    }

    String password() {
        return Password.in(passwordFile());
    }

    private Path passwordFile() {
        return folder.resolve("password");
    }

    /**
     * Makes the data with the database of that name, unless it is there; a half-made one is made
     * again.
     *
     * @param bundled else its release may be too old to sort by itself, and the system's locale
     *     does
     */
    void makeUnlessPresent(String database, boolean durable, boolean bundled) {
        if (Files.isDirectory(data())) {
            return;
        }
        Password.make(passwordFile());
        var draft = folder.resolve("cluster.draft");
        Folders.delete(draft);
        run(initdb(draft, durable, bundled), "");
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

    private List<String> initdb(Path draft, boolean durable, boolean bundled) {
        var command =
                new ArrayList<>(
                        program(
                                "initdb",
                                "--pgdata=" + draft,
                                "--username=postgres",
                                "--auth=scram-sha-256",
                                "--pwfile=" + passwordFile(),
                                "--encoding=UTF8"));
        command.addAll(
                bundled
                        ? List.of(
                                "--locale=C",
                                "--locale-provider=builtin",
                                "--builtin-locale=C.UTF-8")
                        : List.of("--locale=C.UTF-8"));
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
}
