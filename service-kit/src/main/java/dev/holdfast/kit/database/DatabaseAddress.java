package dev.holdfast.kit.database;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL database and who connects to it, written {@code
 * postgresql://user:password@host:port/database}.
 *
 * @param user {@code null}: not said
 * @param password {@code null}: not said
 * @param sslMode as PostgreSQL names it; {@code prefer} unless the address says {@code ?sslmode=}
 */
record DatabaseAddress(
        String host,
        int port,
        String database,
        @Nullable String user,
        @Nullable String password,
        String sslMode) {

    private static final int POSTGRESQL_PORT = 5432;
    private static final int CONNECT_SECONDS = 3;

    /** Longer than the server lets a statement of the service run. */
    private static final int SOCKET_SECONDS = 10;

    /** A migration rewrites tables, so nothing but its own length bounds it on the server. */
    private static final int MIGRATION_SECONDS = 1_800;

    /**
     * Refuses anything else with a sentence that never shows the address, which holds a password.
     */
    static DatabaseAddress parse(String name, String text) {
        try {
            var uri = new URI(text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text);
            var postgresql =
                    "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
            if (!postgresql || uri.getHost() == null || uri.getPath().length() < 2) {
                throw new IllegalArgumentException(malformed(name));
            }
            var who =
                    uri.getRawUserInfo() == null
                            ? new String[0]
                            : uri.getRawUserInfo().split(":", 2);
            return new DatabaseAddress(
                    uri.getHost(),
                    uri.getPort() < 0 ? POSTGRESQL_PORT : uri.getPort(),
                    uri.getPath().substring(1),
                    who.length > 0 ? decode(who[0]) : null,
                    who.length > 1 ? decode(who[1]) : null,
                    sslMode(uri.getQuery()));
        } catch (URISyntaxException _) { // no address
            throw new IllegalArgumentException(malformed(name));
        }
    }

    DatabaseAddress as(String otherUser, String otherPassword) {
        return new DatabaseAddress(host, port, database, otherUser, otherPassword, sslMode);
    }

    DatabaseAddress in(String otherDatabase) {
        return new DatabaseAddress(host, port, otherDatabase, user, password, sslMode);
    }

    DatabaseAddress at(int otherPort) {
        return new DatabaseAddress(host, otherPort, database, user, password, sslMode);
    }

    /** A source of single connections for what may take its time: provisioning, migrations. */
    PGSimpleDataSource migrating(String application) {
        var source = dataSource(application);
        source.setSocketTimeout(MIGRATION_SECONDS);
        return source;
    }

    /** A source of single connections; the pool's own bounds are set where it is made. */
    PGSimpleDataSource dataSource(String application) {
        var source = new PGSimpleDataSource();
        source.setURL(jdbcUrl());
        source.setUser(user);
        source.setPassword(password);
        source.setApplicationName(application);
        return source;
    }

    String jdbcUrl() {
        return "jdbc:postgresql://%s:%d/%s?sslmode=%s&connectTimeout=%d&socketTimeout=%d&tcpKeepAlive=true"
                .formatted(host, port, database, sslMode, CONNECT_SECONDS, SOCKET_SECONDS);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "%s:%d/%s".formatted(host, port, database);
    }

    private static String sslMode(@Nullable String query) {
        if (query == null) {
            return "prefer";
        }
        for (var parameter : query.split("&", -1)) {
            if (parameter.startsWith("sslmode=")) {
                return parameter.substring("sslmode=".length());
            }
        }
        return "prefer";
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String malformed(String name) {
        return "%s is not of the form postgresql://user:password@host:port/database."
                .formatted(name);
    }
}
