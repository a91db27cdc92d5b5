package dev.holdfast.bench.snapshot;

import dev.holdfast.bench.machine.Program;
import dev.holdfast.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code pg_dump} and {@code pg_restore} of Debian's PostgreSQL 15, which fit its server. */
final class PostgresPrograms {

    /** Debian's PostgreSQL 15. */
    static final Path RELEASE = Path.of("/usr/lib/postgresql/15");

    private final EmbeddedPostgres postgres;
    private final Path folder;

    /** Runs them in a folder that takes their files. */
    PostgresPrograms(EmbeddedPostgres postgres, Path folder) {
        this.postgres = postgres;
        this.folder = folder;
    }

    /** Says what to install where it is not there. */
    static void require() {
        if (!Files.isExecutable(RELEASE.resolve("bin/pg_dump"))
                || !Files.isExecutable(RELEASE.resolve("bin/postgres"))) {
            throw new IllegalStateException(
                    "PostgreSQL 15 with its pg_dump is not in %s: apt-get install postgresql-15."
                            .formatted(RELEASE));
        }
    }

    /** The file that {@link #dump} writes. */
    Path file() {
        return folder.resolve("pg_dump");
    }

    /** In the custom format, compressed; without the bench's own schema. */
    Program.Ended dump() {
        return run("pg_dump", "-Fc", "-N", "bench", "-f", file().toString(), "holdfast");
    }

    /** Into an empty database, two tables at once. */
    Program.Ended restore(String database) {
        return run("pg_restore", "-j2", "-d", database, file().toString());
    }

    private Program.Ended run(String program, String... arguments) {
        var command = new ArrayList<>(List.of(RELEASE.resolve("bin/" + program).toString()));
        command.addAll(List.of("-h", "127.0.0.1", "-p", Integer.toString(postgres.port())));
        command.addAll(List.of("-U", EmbeddedPostgres.USER));
        command.addAll(List.of(arguments));
        return Program.run(
                program + "-out", command, Map.of("PGPASSWORD", postgres.password()), folder);
    }
}
