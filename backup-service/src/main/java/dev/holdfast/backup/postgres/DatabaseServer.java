package dev.holdfast.backup.postgres;

import dev.holdfast.backup.postgres.Structure.Collation;
import dev.holdfast.backup.postgres.Structure.Phase;
import dev.holdfast.kit.database.Connections;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/**
 * A PostgreSQL server on which databases are made, dropped and put in each other's place. For one
 * thread.
 */
public final class DatabaseServer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("holdfast.recovery");
    private static final String RESTORER = "holdfast_restore";

    /** Every server has it, and nobody keeps anything in it. */
    private static final String HOME = "postgres";

    /** Locks of two numbers; the other is the hash of a database's name. */
    private static final int CLASS = 0x48_46_52_44;

    private static final String DUPLICATE_DATABASE = "42P04";
    private static final String UNKNOWN_LOCALE = "42809,22023,42704,0A000";

    private static final String EXISTS = "select from pg_database where datname = ?";
    private static final String BY_PREFIX =
            "select datname from pg_database where starts_with(datname, ?) order by datname";
    private static final String CLAIM = "select pg_try_advisory_lock(%d, hashtext(?))";
    private static final String MAY_RUN_PROGRAMS =
            "select rolsuper from pg_roles where rolname = current_user";
    private static final List<String> FREE =
            List.of(
                    "create temporary table free_space (line text) on commit drop",
                    "copy free_space from program 'df -Pk . | tail -n 1'");
    private static final String FREE_KILOBYTES =
            "select (regexp_split_to_array(trim(line), '\\s+'))[4]::bigint from free_space";

    private final Opener opener;
    private final Connection home;

    /** Connects to a database by its name. */
    @FunctionalInterface
    interface Opener {
        Connection open(String database) throws SQLException;
    }

    DatabaseServer(Opener opener, Connection home) {
        this.opener = opener;
        this.home = home;
    }

    /** As the role of restores, at home in the database that is served. */
    public static DatabaseServer ofRestorer(Connections connections) {
        return PostgresFailure.of(
                "the server cannot be reached",
                () ->
                        new DatabaseServer(
                                database -> connections.open(RESTORER, database),
                                connections.open(RESTORER)));
    }

    /** As the administrator, at home in none of the databases that are made or replaced. */
    public static DatabaseServer ofAdmin(Connections connections) {
        return PostgresFailure.of(
                "the server cannot be reached",
                () -> new DatabaseServer(connections::openAdmin, connections.openAdmin(HOME)));
    }

    public boolean exists(String database) {
        return PostgresFailure.of(
                "the databases cannot be listed", () -> !names(EXISTS, database).isEmpty());
    }

    /** The databases whose names begin so. */
    public List<String> startingWith(String prefix) {
        return PostgresFailure.of("the databases cannot be listed", () -> names(BY_PREFIX, prefix));
    }

    /** What the server's data may still grow by; empty where it does not say so to this role. */
    public OptionalLong freeBytes() {
        try {
            if (!holds(MAY_RUN_PROGRAMS)) {
                return OptionalLong.empty();
            }
            home.setAutoCommit(false);
            try (var statement = home.createStatement()) {
                for (var sql : FREE) {
                    statement.execute(sql);
                }
                try (var row = statement.executeQuery(FREE_KILOBYTES)) {
                    row.next();
                    return OptionalLong.of(row.getLong(1) << 10);
                }
            } finally {
                home.rollback();
                home.setAutoCommit(true);
            }
        } catch (SQLException e) {
            LOG.debugf("the server does not tell its free space: %s", e.getMessage());
            return OptionalLong.empty();
        }
    }

    /**
     * Claims a database's name until this is closed, so that no other process takes what is being
     * made for something left behind.
     *
     * @return false: another has it
     */
    public boolean claim(String database) {
        return PostgresFailure.of(
                "the name cannot be claimed",
                () -> {
                    try (var statement = home.prepareStatement(CLAIM.formatted(CLASS))) {
                        statement.setString(1, database);
                        try (var row = statement.executeQuery()) {
                            return row.next() && row.getBoolean(1);
                        }
                    }
                });
    }

    /**
     * Makes an empty database that only its owner may connect to.
     *
     * @throws PostgresFailure when there is one of that name
     */
    public void create(String database, Collation collation) {
        PostgresFailure.of(
                "the database %s cannot be made".formatted(database),
                () -> {
                    var version = home.getMetaData().getDatabaseMajorVersion();
                    createAsOneOf(database, Locales.like(collation, version));
                    execute("revoke all on database %s from public".formatted(quoted(database)));
                    return true;
                });
    }

    private void createAsOneOf(String database, List<String> locales) throws SQLException {
        for (var locale : locales) {
            try {
                execute(
                        "create database %s template template0 encoding 'UTF8' %s"
                                .formatted(quoted(database), locale));
                return;
            } catch (SQLException e) {
                var state = String.valueOf(e.getSQLState());
                if (state.equals(DUPLICATE_DATABASE)
                        || !UNKNOWN_LOCALE.contains(state)
                        || locale.equals(locales.getLast())) {
                    throw e;
                }
                LOG.warnf("%s sorts otherwise than it did: %s", database, e.getMessage());
            }
        }
    }

    /** One connection into a database that is being made. */
    public RebuildConnection connect(String database) {
        return PostgresFailure.of(
                "%s cannot be reached".formatted(database),
                () -> RebuildConnection.begin(opener.open(database)));
    }

    /**
     * Who was forgotten, by schema, as the database that is served says.
     *
     * @throws PostgresFailure where it is not there, or cannot be read any more
     */
    public Map<String, List<byte[]>> tombstones(String database, List<String> schemas) {
        return PostgresFailure.of(
                "%s does not say who was forgotten".formatted(database),
                () -> {
                    try (var connection = opener.open(database)) {
                        var all = new HashMap<String, List<byte[]>>();
                        for (var schema : schemas) {
                            all.put(schema, Tombstones.read(connection, schema));
                        }
                        return all;
                    }
                });
    }

    /** Drops it where it is there, whoever is connected. */
    public void drop(String database) {
        PostgresFailure.of(
                "the database %s cannot be dropped".formatted(database),
                () -> {
                    execute("drop database if exists %s with (force)".formatted(quoted(database)));
                    return true;
                });
    }

    /** Makes the roles that a structure needs and this server lacks. */
    public void makeRoles(Structure structure) {
        PostgresFailure.of(
                "the roles cannot be made",
                () -> {
                    for (var step : structure.of(Phase.ROLES)) {
                        execute(step.sql());
                    }
                    return true;
                });
    }

    /** Who may connect to it, and its settings. */
    public void open(String database, Structure structure) {
        PostgresFailure.of(
                "%s cannot be opened to the services".formatted(database),
                () -> {
                    for (var step : structure.of(Phase.DATABASE)) {
                        execute(step.sql().replace(":database", quoted(database)));
                    }
                    return true;
                });
    }

    /**
     * Puts a new database in the place of the one that is served, which gets another name. Both or
     * neither: whoever dies here leaves the old one serving. Everybody is cut off from both.
     *
     * @param served may not be there
     */
    public void replace(String served, String fresh, String kept) {
        PostgresFailure.of(
                "%s cannot be put in the place of %s".formatted(fresh, served),
                () -> {
                    try (var other = opener.open(HOME)) {
                        var replacement = new Replacement(home, other, List.of(served, fresh));
                        if (exists(served)) {
                            replacement.rename(served, kept);
                        }
                        replacement.rename(fresh, served);
                        replacement.commit();
                    }
                    return true;
                });
    }

    @Override
    public void close() {
        try {
            home.close();
        } catch (SQLException _) {
            // Its locks end with the server's side of it.
        }
    }

    private boolean holds(String question) throws SQLException {
        try (var statement = home.prepareStatement(question);
                var row = statement.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    private List<String> names(String query, String parameter) throws SQLException {
        try (var statement = home.prepareStatement(query)) {
            statement.setString(1, parameter);
            try (var row = statement.executeQuery()) {
                var names = new ArrayList<String>();
                while (row.next()) {
                    names.add(query.equals(EXISTS) ? parameter : row.getString(1));
                }
                return names;
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = home.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String quoted(String name) {
        return Identifiers.quote(name);
    }
}
