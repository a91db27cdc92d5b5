package dev.holdfast.backup.postgres;

import dev.holdfast.embedded.EmbeddedPostgres;
import dev.holdfast.embedded.EmbeddedPostgresSettings;
import dev.holdfast.kit.testing.Servers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The releases of PostgreSQL that tests run on: the bundled 18, and Debian's 15 where it is. */
public final class Releases {

    public static final Path FIFTEEN = Path.of("/usr/lib/postgresql/15");

    private Releases() {}

    private static final class Fifteen {
        static final EmbeddedPostgres ONLY =
                EmbeddedPostgres.start(EmbeddedPostgresSettings.temporary().by(FIFTEEN));
    }

    public static EmbeddedPostgres eighteen() {
        return Servers.postgres();
    }

    /** Empty where it is not installed: CI installs it ({@code postgresql-15}). */
    public static Optional<EmbeddedPostgres> fifteen() {
        return Files.isExecutable(FIFTEEN.resolve("bin/postgres"))
                ? Optional.of(Fifteen.ONLY)
                : Optional.empty();
    }
}
