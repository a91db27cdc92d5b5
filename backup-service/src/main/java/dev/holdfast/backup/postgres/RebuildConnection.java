package dev.holdfast.backup.postgres;

import dev.holdfast.backup.postgres.Structure.Step;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A connection into a database that is made from a snapshot, or that this one replaces. For one
 * thread.
 */
public final class RebuildConnection implements AutoCloseable {

    /**
     * Nobody relies on the database before it is whole, so no commit waits for the disk; and its
     * functions are made before what they name.
     */
    private static final List<String> SETTINGS =
            List.of(
                    "set search_path = ''",
                    "set check_function_bodies = off",
                    "set synchronous_commit = off",
                    "set row_security = off",
                    "set jit = off",
                    "set statement_timeout = 0",
                    "set lock_timeout = '1min'",
                    "set idle_in_transaction_session_timeout = '10min'",
                    "set default_transaction_read_only = off",
                    "set maintenance_work_mem = '64MB'",
                    "set client_min_messages = warning");

    private static final String ATTRIBUTE = "select set_config('app.operation', ?, true)";
    private static final String SET_SEQUENCE = "select setval(%s::regclass, ?, ?)";

    private final Connection connection;

    private RebuildConnection(Connection connection) {
        this.connection = connection;
    }

    /** Rows as they come out of the archive. */
    @FunctionalInterface
    public interface Source {

        /** The next run of whole tuples; empty at the end. */
        Optional<byte[]> next() throws IOException;
    }

    static RebuildConnection begin(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var setting : SETTINGS) {
                statement.execute(setting);
            }
            return new RebuildConnection(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Makes one object. */
    public void make(Step step) {
        PostgresFailure.of(
                "the %s cannot be made".formatted(step.object()),
                () -> {
                    try (var statement = connection.createStatement()) {
                        statement.execute(step.sql());
                    }
                    return true;
                });
    }

    /**
     * Writes a table's rows, all or none.
     *
     * @param columns the tuples' fields, in their order
     * @return how many rows PostgreSQL took
     * @throws IOException when the archive does not give them
     */
    public long load(String schema, String table, List<String> columns, Source rows)
            throws IOException {
        var target = Identifiers.quote(schema) + "." + Identifiers.quote(table);
        try (var copy = CopyIn.begin(connection, target, columns)) {
            for (var tuples = rows.next(); tuples.isPresent(); tuples = rows.next()) {
                copy.write(tuples.get(), 0, tuples.get().length);
            }
            return copy.end();
        } catch (SQLException e) {
            throw new PostgresFailure("the rows of %s cannot be written".formatted(target), e);
        }
    }

    /** What is in a table, read back. */
    public RowHash read(String schema, String table, List<String> columns) {
        var hash = new RowHash();
        var list = columns.stream().map(Identifiers::quote).collect(Collectors.joining(", "));
        var select =
                "select %s from %s.%s"
                        .formatted(list, Identifiers.quote(schema), Identifiers.quote(table));
        PostgresFailure.of(
                "the rows of %s.%s cannot be read".formatted(schema, table),
                () ->
                        CopyOut.read(
                                connection,
                                select,
                                (bytes, at) -> hash.add(bytes, at, bytes.length - at)));
        return hash;
    }

    /** Puts a sequence where it stood. */
    public void set(SequenceState sequence) {
        var name =
                "%s.%s"
                        .formatted(
                                Identifiers.quote(sequence.schema()),
                                Identifiers.quote(sequence.name()));
        PostgresFailure.of(
                "the sequence %s cannot be set".formatted(name),
                () -> {
                    try (var statement =
                            connection.prepareStatement(
                                    SET_SEQUENCE.formatted("'" + name.replace("'", "''") + "'"))) {
                        statement.setLong(1, sequence.lastValue());
                        statement.setBoolean(2, sequence.called());
                        return statement.execute();
                    }
                });
    }

    public List<SequenceState> sequences() {
        return PostgresFailure.of(
                "the sequences cannot be read", () -> ShapeQueries.sequences(connection));
    }

    public List<LedgerSum> ledgers() {
        return PostgresFailure.of(
                "the ledger cannot be added up", () -> LedgerQueries.sums(connection));
    }

    public Structure structure(Collection<String> schemas) {
        return PostgresFailure.of(
                "the structure cannot be read back",
                () -> StructureReader.read(connection, schemas));
    }

    /**
     * Changes rows, all or nothing.
     *
     * @param operation under which triggers find it
     */
    public void change(String operation, Change change) {
        PostgresFailure.of(
                "rows cannot be changed",
                () -> {
                    connection.setAutoCommit(false);
                    try (var statement = connection.prepareStatement(ATTRIBUTE)) {
                        statement.setString(1, operation);
                        statement.execute();
                        change.in(connection);
                        connection.commit();
                    } finally {
                        connection.rollback();
                        connection.setAutoCommit(true);
                    }
                    return true;
                });
    }

    /** Something to be done in one transaction. */
    @FunctionalInterface
    public interface Change {
        void in(Connection transaction) throws SQLException;
    }

    /** Such as 18. */
    public int majorVersion() {
        return PostgresFailure.of(
                "the server does not say what it is",
                () -> connection.getMetaData().getDatabaseMajorVersion());
    }

    /** So that the planner knows what there is. */
    public void analyze() {
        PostgresFailure.of(
                "the tables cannot be analyzed",
                () -> {
                    try (var statement = connection.createStatement()) {
                        return statement.execute("analyze");
                    }
                });
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException _) {
            // It ends with the server's side of it.
        }
    }
}
