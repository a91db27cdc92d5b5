package dev.holdfast.backup.postgres;

import dev.holdfast.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** Servers on which tests make databases, as their superuser. */
public final class TestServers {

    private TestServers() {}

    public static DatabaseServer of(EmbeddedPostgres server) throws SQLException {
        return new DatabaseServer(database -> open(server, database), open(server, "postgres"));
    }

    /** A connection to a database of it. */
    public static Connection open(EmbeddedPostgres server, String database) throws SQLException {
        // Not by DriverManager: which driver it has depends on who asked it first in this JVM.
        var source = new PGSimpleDataSource();
        source.setURL("jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.port(), database));
        source.setUser(EmbeddedPostgres.USER);
        source.setPassword(server.password());
        return source.getConnection();
    }
}
