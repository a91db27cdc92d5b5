package dev.holdfast.embedded;

import java.nio.file.Path;

/**
 * A real PostgreSQL, 18 unless the settings name another, as a child process: durable, on 127.0.0.1
 * only, with a generated password and a database {@value #DATABASE}.
 */
public final class EmbeddedPostgres extends EmbeddedServer {

    public static final String DATABASE = "holdfast";
    public static final String USER = "postgres";

    private final PostgresCluster cluster;

    private EmbeddedPostgres(PostgresLaunch launch) {
        super(launch.folder(), launch.port(), launch);
        this.cluster = launch.cluster();
    }

    /**
     * Starts it and waits until it takes connections.
     *
     * @throws StartFailure with the reason and what to do
     */
    public static EmbeddedPostgres start(EmbeddedPostgresSettings settings) {
        var programs =
                settings.programs()
                        .orElseGet(() -> new Binaries(Platform.cache(System.getenv())).postgres());
        var folder = ServerFolder.make(settings.folder(), "postgres");
        var cluster = new PostgresCluster(folder.path(), programs);
        endOrphan(folder.path());
        cluster.makeUnlessPresent(DATABASE, !folder.temporary(), settings.programs().isEmpty());
        var port = settings.port().orElseGet(LoopbackPort::free);
        return new EmbeddedPostgres(new PostgresLaunch(folder, port, cluster, settings.server()));
    }

    /**
     * The superuser's address of the database: postgresql://user:password@127.0.0.1:port/database.
     */
    public String adminUrl() {
        return "postgresql://%s:%s@127.0.0.1:%d/%s".formatted(USER, password(), port(), DATABASE);
    }

    /** Ends the server that a killed earlier run left on this folder, where there is one. */
    public static void endOrphan(Path folder) {
        PostgresNotes.in(PostgresCluster.data(folder)).endOrphan();
    }

    /** The address without a user, as services take it. */
    public String url() {
        return "postgresql://127.0.0.1:%d/%s".formatted(port(), DATABASE);
    }

    /** The address for a JDBC driver, without a user. */
    public String jdbcUrl() {
        return "jdbc:" + url();
    }

    /** The password of the superuser {@value #USER}. */
    public String password() {
        return cluster.password();
    }
}
