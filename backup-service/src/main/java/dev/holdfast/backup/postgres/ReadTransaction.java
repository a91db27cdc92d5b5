package dev.holdfast.backup.postgres;

import dev.holdfast.kit.database.Connections;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * A transaction of the backup role that reads one unchanging picture of the database: REPEATABLE
 * READ, READ ONLY, with row security off, so that a role that row security applies to fails instead
 * of reading a part. For one thread at a time.
 */
public final class ReadTransaction implements AutoCloseable {

    public static final String ROLE = "holdfast_backup";

    private static final String BEGIN =
            "start transaction isolation level repeatable read, read only";

    /** A COPY under row security silently exports what the role is shown. */
    private static final String ROW_SECURITY_OFF = "set local row_security = off";

    private static final String JOIN = "set transaction snapshot '%s'";
    private static final String EXPORT = "select pg_export_snapshot()";

    /** Counting would have each scan a table at once, and the database has others to serve. */
    private static final String ALONE = "set local max_parallel_workers_per_gather = 0";

    private static final String SERVER =
            """
            select current_setting('server_version_num')::int, (select system_identifier from pg_control_system())::text,
                case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end::text,
                clock_timestamp()
            """;

    private final Connection connection;

    private ReadTransaction(Connection connection) {
        this.connection = connection;
    }

    /**
     * Begins one.
     *
     * @throws PostgresFailure when PostgreSQL is away, or the role would be shown a part only
     */
    public static ReadTransaction begin(Connections connections) {
        return open(connections, "");
    }

    /** Begins one that reads the same picture as another, which is still open. */
    public static ReadTransaction join(Connections connections, String picture) {
        if (!picture.matches("[0-9A-F-]{1,60}")) {
            throw new IllegalArgumentException("not an exported snapshot: " + picture);
        }
        return open(connections, picture);
    }

    private static ReadTransaction open(Connections connections, String picture) {
        return PostgresFailure.of(
                "the export cannot begin",
                () -> {
                    var connection = connections.open(ROLE);
                    try {
                        connection.setAutoCommit(true);
                        execute(connection, BEGIN);
                        if (!picture.isEmpty()) {
                            execute(connection, JOIN.formatted(picture));
                        }
                        execute(connection, ROW_SECURITY_OFF);
                        execute(connection, ALONE);
                        return new ReadTransaction(connection);
                    } catch (SQLException | RuntimeException e) {
                        connection.close();
                        throw e;
                    }
                });
    }

    /** For those who join; it lasts as long as this transaction. */
    public String export() {
        return PostgresFailure.of(
                "the picture cannot be exported",
                () -> {
                    try (var statement = connection.prepareStatement(EXPORT);
                            var row = statement.executeQuery()) {
                        row.next();
                        return row.getString(1);
                    }
                });
    }

    /** The schemas that have a data map, with all their tables, by name. */
    public List<TableShape> tables() {
        return PostgresFailure.of(
                "the tables cannot be read", () -> ShapeQueries.tables(connection));
    }

    /** How many tombstones a schema has and until when, as {@link Tombstones#state} says it. */
    public String tombstoneState(String schema) {
        return PostgresFailure.of(
                "who was forgotten cannot be counted", () -> Tombstones.state(connection, schema));
    }

    /** Who was forgotten by a schema's service: tuples of {@link Tombstones#COLUMNS}. */
    public List<byte[]> tombstones(String schema) {
        return PostgresFailure.of(
                "who was forgotten cannot be read", () -> Tombstones.read(connection, schema));
    }

    public List<SchemaState> schemas() {
        return PostgresFailure.of(
                "the schemas cannot be read", () -> ShapeQueries.schemas(connection));
    }

    /** Where the sequences of those schemas stand. Sequences know no snapshot: read them last. */
    public List<SequenceState> sequences() {
        return PostgresFailure.of(
                "the sequences cannot be read", () -> ShapeQueries.sequences(connection));
    }

    /** What makes the same schemas anew, as the structure's chunk holds it. */
    public byte[] structure() {
        return PostgresFailure.of(
                "the structure cannot be read",
                () -> {
                    var schemas =
                            ShapeQueries.schemas(connection).stream()
                                    .map(SchemaState::name)
                                    .toList();
                    return StructureReader.read(connection, schemas).written();
                });
    }

    public ServerState server() {
        return PostgresFailure.of(
                "the server does not say what it is",
                () -> {
                    try (var statement = connection.prepareStatement(SERVER);
                            var row = statement.executeQuery()) {
                        row.next();
                        return new ServerState(
                                row.getInt(1),
                                row.getString(2),
                                row.getString(3),
                                row.getTimestamp(4).toInstant());
                    }
                });
    }

    /** What each ledger adds up to. */
    public List<LedgerSum> ledgers() {
        return PostgresFailure.of(
                "the ledger cannot be added up", () -> LedgerQueries.sums(connection));
    }

    /**
     * Reads the rows of a part of a table.
     *
     * @return how many PostgreSQL sent
     */
    public long copy(TableShape table, RowSelection part, CopyOut.Sink sink) {
        return PostgresFailure.of(
                table.name() + " cannot be read",
                () -> CopyOut.read(connection, part.select(table), sink));
    }

    /** The least number in a part of a table that only grows; empty: the part has no rows. */
    public OptionalLong leastNumber(TableShape table, RowSelection part) {
        return PostgresFailure.of(
                table.name() + " cannot be read",
                () -> {
                    try (var statement = connection.prepareStatement(part.leastNumber(table));
                            var row = statement.executeQuery()) {
                        row.next();
                        var least = row.getLong(1);
                        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(least);
                    }
                });
    }

    /** How many rows each guild has in a part, as PostgreSQL counts them; guild 0 without one. */
    public Map<Long, Long> count(TableShape table, RowSelection part) {
        return PostgresFailure.of(
                table.name() + " cannot be counted",
                () -> {
                    var rows = new TreeMap<Long, Long>();
                    try (var statement = connection.prepareStatement(part.count(table));
                            var row = statement.executeQuery()) {
                        while (row.next()) {
                            rows.put(row.getLong(1), row.getLong(2));
                        }
                    }
                    return rows;
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

    private static void execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }
}
