package dev.holdfast.backup.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Renames databases, all or none. PostgreSQL lets nobody into a database that is being renamed and
 * waits 5 s for those who are in it; those are cut off meanwhile.
 */
final class Replacement {

    private static final Duration BETWEEN_TERMINATIONS = Duration.ofMillis(50);
    private static final String TERMINATE =
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = ? and pid <> pg_backend_pid()";

    private final Connection renaming;
    private final Connection terminating;
    private final List<String> databases;

    /**
     * Begins.
     *
     * @param renaming holds the transaction
     * @param databases whose users are cut off
     */
    Replacement(Connection renaming, Connection terminating, List<String> databases)
            throws SQLException {
        this.renaming = renaming;
        this.terminating = terminating;
        this.databases = databases;
        renaming.setAutoCommit(false);
    }

    void rename(String database, String name) throws SQLException {
        var done = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var _ = threads.submit(() -> terminate(done));
            try (var statement = renaming.createStatement()) {
                statement.execute(
                        "alter database %s rename to %s"
                                .formatted(Identifiers.quote(database), Identifiers.quote(name)));
            } catch (SQLException e) {
                renaming.rollback();
                renaming.setAutoCommit(true);
                throw e;
            } finally {
                done.countDown();
            }
        }
    }

    void commit() throws SQLException {
        renaming.commit();
        renaming.setAutoCommit(true);
    }

    private boolean terminate(CountDownLatch done) throws SQLException, InterruptedException {
        do {
            for (var database : databases) {
                try (var statement = terminating.prepareStatement(TERMINATE)) {
                    statement.setString(1, database);
                    statement.execute();
                }
            }
        } while (!done.await(BETWEEN_TERMINATIONS.toMillis(), TimeUnit.MILLISECONDS));
        return true;
    }
}
