package dev.holdfast.backup.postgres;

import dev.holdfast.kit.database.Connections;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Keeps those who use the archive and those who prune it apart, across processes: a lock of
 * PostgreSQL's, held by a connection, so that it ends with its process. Whoever writes or reads
 * snapshots for long uses it, beside others; whoever prunes has it alone. For one thread.
 */
public final class ArchiveLock implements AutoCloseable {

    private static final String WAIT = "set lock_timeout = '10min'";
    private static final String USE = "select pg_advisory_lock_shared(%d, 0)";
    private static final String PRUNE = "select pg_try_advisory_lock(%d, 0)";
    private static final String MARK = "select pg_try_advisory_lock(%d, %d)";
    private static final String HELD = "select 1";

    /** Keys of two numbers are apart from the guilds' locks, whose keys are one. */
    private static final int CLASS = 0x48_46_42_53;

    private final Connection connection;

    private ArchiveLock(Connection connection) {
        this.connection = connection;
    }

    /**
     * Uses the archive; waits while it is pruned.
     *
     * @throws PostgresFailure when PostgreSQL is away, or it is pruned for over 10 minutes
     */
    public static ArchiveLock use(Connections connections) {
        return PostgresFailure.of(
                "the archive cannot be used",
                () -> {
                    var lock = new ArchiveLock(connections.open(ReadTransaction.ROLE));
                    try {
                        lock.ask(WAIT);
                        lock.ask(USE.formatted(CLASS));
                        return lock;
                    } catch (SQLException e) {
                        lock.close();
                        throw e;
                    }
                });
    }

    /** Has the archive alone; empty while somebody uses it. */
    public static Optional<ArchiveLock> prune(Connections connections) {
        return tried(connections, PRUNE.formatted(CLASS));
    }

    /**
     * Marks a snapshot as being written by the process that has this lock.
     *
     * @param snapshotId its number, or a negative one for something else that one process does
     * @return false: another has marked it
     */
    public boolean mark(long snapshotId) {
        return PostgresFailure.of(
                "the snapshot cannot be marked",
                () -> lockedBy(connection, MARK.formatted(CLASS, Math.toIntExact(snapshotId))));
    }

    /** Whether nobody has marked the snapshot: whoever wrote it is gone. */
    public static boolean isAbandoned(Connections connections, long snapshotId) {
        var mark = tried(connections, MARK.formatted(CLASS, Math.toIntExact(snapshotId)));
        mark.ifPresent(ArchiveLock::close);
        return mark.isPresent();
    }

    /**
     * Makes sure that it is still held.
     *
     * @throws PostgresFailure when its connection is lost, and the lock with it
     */
    public void goOn() {
        PostgresFailure.of(
                "the archive's lock is lost",
                () -> {
                    ask(HELD);
                    return true;
                });
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException _) {
            // The lock ends with the connection.
        }
    }

    private static Optional<ArchiveLock> tried(Connections connections, String sql) {
        return PostgresFailure.of(
                "the archive's lock cannot be asked for",
                () -> {
                    var connection = connections.open(ReadTransaction.ROLE);
                    try {
                        if (lockedBy(connection, sql)) {
                            return Optional.of(new ArchiveLock(connection));
                        }
                        connection.close();
                        return Optional.empty();
                    } catch (SQLException e) {
                        connection.close();
                        throw e;
                    }
                });
    }

    private static boolean lockedBy(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql);
                var row = statement.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    private void ask(String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }
}
