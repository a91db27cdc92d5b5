package dev.holdfast.kit.database;

import io.quarkus.arc.DefaultBean;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a row in {@code backup.migration_gate} and waits until backup-service, which looks there
 * every second, has written into it that there is a verified snapshot. It goes by the database
 * because no gateway may run yet.
 */
@DefaultBean
@Singleton
final class BackupMigrationGate implements MigrationGate {

    private static final Logger LOG = Logger.getLogger("holdfast.start");
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int LOOKS_BETWEEN_WORDS = 10;

    private static final String IS_THERE =
            "select to_regclass('backup.migration_gate') is not null";
    private static final String ASK =
            "insert into backup.migration_gate (service, pending) values (?, ?) returning gate_id";
    private static final String LOOK_AT =
            """
            select opened_at is not null as opened, snapshot_id, failure
            from backup.migration_gate where gate_id = ?
            """;
    private static final String WITHDRAW =
            "delete from backup.migration_gate where gate_id = ? and opened_at is null";

    private static final String BY_HAND =
            " Or make a backup by hand, then start once with HOLDFAST_MIGRATION_SNAPSHOT=skip.";

    private final DatabaseAddresses addresses;
    private final Duration limit;

    @Inject
    BackupMigrationGate(DatabaseAddresses addresses) {
        this(addresses, LIMIT);
    }

    BackupMigrationGate(DatabaseAddresses addresses, Duration limit) {
        this.addresses = addresses;
        this.limit = limit;
    }

    /**
     * What stands in the row.
     *
     * @param failure why the last attempt at a snapshot failed; {@code null}: none did
     */
    private record Answer(boolean opened, long snapshot, @Nullable String failure) {}

    @Override
    public void pass(String service, int pending) {
        var source =
                addresses.ofAdmin().orElseThrow().migrating("holdfast %s gate".formatted(service));
        try (var owner = source.getConnection();
                var role = owner.createStatement()) {
            role.execute("set role " + Provisioning.OWNER);
            if (!isThere(owner)) {
                throw new IllegalStateException(
                        ("%d migrations of '%s' wait, the database holds data, and backup-service has"
                                        + " never started on it, which takes a verified snapshot first."
                                        + " Start backup-service, then this again."
                                        + BY_HAND)
                                .formatted(pending, service));
            }
            var gate = ask(owner, service, pending);
            try {
                await(owner, gate, service, pending);
            } finally {
                withdraw(owner, gate);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The wait for a verified snapshot ended: " + e.getMessage(), e);
        }
    }

    private void await(Connection owner, long gate, String service, int pending)
            throws SQLException {
        LOG.infof(
                "%d migrations of %s wait for backup-service's verified snapshot",
                pending, service);
        var begun = System.nanoTime();
        for (var looks = 1; ; looks++) {
            var answer = look(owner, gate);
            if (answer.opened()) {
                LOG.infof("snapshot %d is verified: %s migrates", answer.snapshot(), service);
                return;
            }
            var waited = Duration.ofNanos(System.nanoTime() - begun);
            var why = answer.failure() == null ? "" : " Its last attempt: " + answer.failure();
            if (waited.compareTo(limit) > 0) {
                throw new IllegalStateException(
                        ("%d migrations of '%s' waited %d s for backup-service's verified snapshot."
                                        + " Look at its log: it has to run, and its locations to be in reach.%s"
                                        + BY_HAND)
                                .formatted(pending, service, waited.toSeconds(), why));
            }
            if (looks % LOOKS_BETWEEN_WORDS == 0) {
                LOG.infof(
                        "%s still waits for a verified snapshot, %d s by now.%s",
                        service, waited.toSeconds(), why);
            }
            LockSupport.parkNanos(LOOK.toNanos());
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("Stopped while a snapshot was waited for.");
            }
        }
    }

    private static boolean isThere(Connection owner) throws SQLException {
        try (var statement = owner.createStatement();
                var row = statement.executeQuery(IS_THERE)) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static long ask(Connection owner, String service, int pending) throws SQLException {
        try (var statement = owner.prepareStatement(ASK)) {
            statement.setString(1, service);
            statement.setInt(2, pending);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static Answer look(Connection owner, long gate) throws SQLException {
        try (var statement = owner.prepareStatement(LOOK_AT)) {
            statement.setLong(1, gate);
            try (var row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException(
                            "The row that asks for a snapshot is gone: start again.");
                }
                return new Answer(
                        row.getBoolean("opened"),
                        row.getLong("snapshot_id"),
                        row.getString("failure"));
            }
        }
    }

    private static void withdraw(Connection owner, long gate) throws SQLException {
        try (var statement = owner.prepareStatement(WITHDRAW)) {
            statement.setLong(1, gate);
            statement.execute();
        }
    }
}
