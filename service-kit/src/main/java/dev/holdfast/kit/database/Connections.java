package dev.holdfast.kit.database;

import dev.holdfast.kit.security.Keys;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Opens single connections as {@code holdfast_backup} and {@code holdfast_restore}, the two roles
 * that row-level security does not apply to. The connections are not pooled; the caller closes
 * them. Only the service that takes snapshots has their passwords.
 */
@Singleton
public final class Connections {

    /** Longer than the server lets one of their statements run. */
    private static final int SOCKET_SECONDS = 2 * 3_600 + 60;

    private final DatabaseAddresses addresses;
    private final Keys keys;

    Connections(DatabaseAddresses addresses, Keys keys) {
        this.addresses = addresses;
        this.keys = keys;
    }

    /** The name of the database that the services use. */
    public String database() {
        return addresses.ofService().database();
    }

    /**
     * A connection to the services' database.
     *
     * @param role {@code holdfast_backup} or {@code holdfast_restore}
     * @throws SQLException where the database is away or refuses
     */
    public Connection open(String role) throws SQLException {
        return open(role, database());
    }

    /**
     * A connection to another database of the same server.
     *
     * @param role {@code holdfast_backup} or {@code holdfast_restore}
     * @throws SQLException where the database is away, unknown or refuses
     */
    public Connection open(String role, String database) throws SQLException {
        var address = addresses.ofService().as(role, keys.database(role));
        return open(address.in(database), role);
    }

    /**
     * A connection as whom {@code DATABASE_ADMIN_URL} names, who may rename and drop databases.
     *
     * @throws IllegalStateException where that is not set
     * @throws SQLException where the database is away, unknown or refuses
     */
    public Connection openAdmin(String database) throws SQLException {
        var admin =
                addresses
                        .ofAdmin()
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "DATABASE_ADMIN_URL is needed: postgresql://user:password@host:port/database."));
        return open(admin.in(database), "admin");
    }

    private Connection open(DatabaseAddress address, String role) throws SQLException {
        var source = address.dataSource("holdfast %s %s".formatted(addresses.service(), role));
        source.setSocketTimeout(SOCKET_SECONDS);
        return source.getConnection();
    }
}
