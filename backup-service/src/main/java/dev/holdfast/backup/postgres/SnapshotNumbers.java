package dev.holdfast.backup.postgres;

import dev.holdfast.kit.database.Connections;
import java.util.OptionalLong;

/** The numbers of snapshots for when the service's own schema is not migrated yet. */
public final class SnapshotNumbers {

    private static final String IS_THERE = "select to_regclass('backup.snapshot_id') is not null";
    private static final String NEXT = "select nextval('backup.snapshot_id')";

    private static final String PAST =
            "select setval('backup.snapshot_id', ?) where ? > (select last_value from backup.snapshot_id)";

    private SnapshotNumbers() {}

    /**
     * The next one, drawn by the admin; empty: the schema is older than its first snapshot.
     *
     * @throws PostgresFailure when PostgreSQL is away
     */
    public static OptionalLong next(Connections connections) {
        return PostgresFailure.of(
                "a snapshot's number cannot be drawn",
                () -> {
                    try (var admin = connections.openAdmin(connections.database());
                            var statement = admin.createStatement()) {
                        try (var row = statement.executeQuery(IS_THERE)) {
                            if (!row.next() || !row.getBoolean(1)) {
                                return OptionalLong.empty();
                            }
                        }
                        try (var row = statement.executeQuery(NEXT)) {
                            row.next();
                            return OptionalLong.of(row.getLong(1));
                        }
                    }
                });
    }

    /**
     * No number up to this one is drawn again.
     *
     * @throws PostgresFailure when PostgreSQL is away
     */
    public static void past(Connections connections, long snapshotId) {
        PostgresFailure.of(
                "the numbers of snapshots cannot be set",
                () -> {
                    try (var admin = connections.openAdmin(connections.database());
                            var statement = admin.prepareStatement(PAST)) {
                        statement.setLong(1, snapshotId);
                        statement.setLong(2, snapshotId);
                        return statement.execute();
                    }
                });
    }
}
