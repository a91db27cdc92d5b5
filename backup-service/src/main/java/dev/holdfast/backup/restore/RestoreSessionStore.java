package dev.holdfast.backup.restore;

import dev.holdfast.backup.archive.Archive;
import dev.holdfast.backup.archive.Column;
import dev.holdfast.backup.archive.SnapshotManifest;
import dev.holdfast.backup.postgres.CopyIn;
import dev.holdfast.kit.database.Connections;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.GuildId;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A transaction of the restore role in which a snapshot's rows of one guild lie in temporary
 * tables. Closed before it is committed, it has changed nothing. For one thread.
 */
final class RestoreSessionStore implements AutoCloseable {

    private static final String ROLE = "holdfast_restore";

    /** Its bounds are its own: a restore is long, and ends by itself where its process is gone. */
    private static final List<String> BOUNDS =
            List.of(
                    "set local statement_timeout = '2min'",
                    "set local lock_timeout = '10s'",
                    "set local idle_in_transaction_session_timeout = '5min'",
                    "set local search_path = backup, pg_temp");

    /** While the guild waits, nothing else is waited for. */
    private static final String BRIEFLY =
            "set local idle_in_transaction_session_timeout = '10s'; set local statement_timeout = '60s'";

    private static final String ACT =
            """
            select set_config('app.guild', ?, true), set_config('app.operation', ?, true)
            """;
    private static final String KNOWN = "select to_regtype(?) is not null";

    private final Connection connection;
    private final GuildId guild;
    private final Map<String, Boolean> known = new HashMap<>();

    private RestoreSessionStore(Connection connection, GuildId guild) {
        this.connection = connection;
        this.guild = guild;
    }

    /** Begins one that sees what is committed, statement by statement. */
    static RestoreSessionStore begin(Connections connections, GuildId guild) throws SQLException {
        return begin(connections, guild, Connection.TRANSACTION_READ_COMMITTED);
    }

    /** Begins one that sees one unchanging state of today's rows. */
    static RestoreSessionStore look(Connections connections, GuildId guild) throws SQLException {
        return begin(connections, guild, Connection.TRANSACTION_REPEATABLE_READ);
    }

    private static RestoreSessionStore begin(Connections connections, GuildId guild, int isolation)
            throws SQLException {
        var session = new RestoreSessionStore(connections.open(ROLE), guild);
        try {
            session.connection.setTransactionIsolation(isolation);
            session.connection.setAutoCommit(false);
            for (var bound : BOUNDS) {
                session.execute(bound);
            }
            // The SQL functions of other services know by it whose rows they are about.
            try (var statement = session.prepare(ACT)) {
                statement.setString(1, guild.toString());
                statement.setString(2, "");
                statement.execute();
            }
            return session;
        } catch (SQLException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /**
     * Brings the snapshot's rows of the guild, those alone, into temporary tables.
     *
     * @throws IOException when no location has them whole, or they are not those that the manifest
     *     counts
     */
    void load(
            Archive archive,
            SnapshotManifest manifest,
            List<RestoredTable> tables,
            Progress progress)
            throws IOException, SQLException {
        var total = Math.max(1, tables.size());
        for (var done = 0; done < tables.size(); done++) {
            progress.reached(done, total);
            load(archive, manifest, tables.get(done));
        }
        progress.reached(tables.size(), total);
    }

    private void load(Archive archive, SnapshotManifest manifest, RestoredTable table)
            throws IOException, SQLException {
        var statements = new TableStatements(table, guild.value());
        var types = table.content().columns().stream().map(Column::type).distinct().toList();
        for (var type : types) {
            known.computeIfAbsent(type, this::isKnown);
        }
        execute(statements.create(type -> known.getOrDefault(type, false)));
        var expected = table.rows(guild.value());
        if (expected > 0 && copy(archive, manifest, table) != expected) {
            throw new IOException(
                    "%s has not the %d rows that the manifest counts"
                            .formatted(table.today().name(), expected));
        }
        for (var conversion : statements.convert().toList()) {
            execute(conversion);
        }
        if (count(statements.foreign()) != 0) {
            throw new IOException(table.today().name() + " has rows of another guild");
        }
        execute("analyze " + TableStatements.snapshot(table));
    }

    private long copy(Archive archive, SnapshotManifest manifest, RestoredTable table)
            throws IOException, SQLException {
        var columns = table.content().columns().stream().map(Column::name).toList();
        var target = TableStatements.snapshot(table);
        try (var rows = archive.rows(manifest, table.content(), guild.value());
                var copy = CopyIn.begin(connection, target, columns)) {
            for (var run = rows.next(); run.isPresent(); run = rows.next()) {
                copy.write(run.get(), 0, run.get().length);
            }
            return copy.end();
        }
    }

    /** A type may have gone since; what does not parse as one is none. */
    private boolean isKnown(String type) {
        try (var statement = prepare(KNOWN)) {
            statement.setString(1, type);
            try (var row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From now on it ends by itself soon where its process no longer goes on. */
    void hurry() throws SQLException {
        execute(BRIEFLY);
    }

    GuildId guild() {
        return guild;
    }

    PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    int execute(String sql) throws SQLException {
        try (var statement = prepare(sql)) {
            statement.execute();
            return Math.max(0, statement.getUpdateCount());
        }
    }

    long count(String sql) throws SQLException {
        try (var statement = prepare(sql);
                var row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Does something that may fail and leave the transaction as it was. */
    int attempt(String sql) throws SQLException {
        var before = connection.setSavepoint();
        try {
            var rows = execute(sql);
            connection.releaseSavepoint(before);
            return rows;
        } catch (SQLException e) {
            connection.rollback(before);
            throw e;
        }
    }

    void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException _) {
            // The server undoes what was not committed.
        }
    }
}
