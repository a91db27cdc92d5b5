package dev.holdfast.smoke.backup;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * An advisory lock that a session of the test has or waits for, so that others wait for it until
 * the test lets go.
 */
record HeldLock(Connection session, Rows rows, String function, String key)
        implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(5);

    /** A key of one number is shown as its two halves. */
    private static final String SESSIONS =
            """
            select count(*) from pg_locks l where locktype = 'advisory' and mode in (%s) and granted = %s
              and (l.classid::bigint << 32) + l.objid::bigint = %s
            """;

    /** The archive, as backup-service has it alone while it prunes. */
    static HeldLock ofArchive(BackupScene scene) throws SQLException {
        var ofArchive = 0x48_46_42_53;
        return new HeldLock(
                scene.superuser(),
                scene.rows(),
                "pg_advisory_lock(%d, 0)".formatted(ofArchive),
                Long.toString((long) ofArchive << 32));
    }

    /** A guild, as a command has it together with others. */
    static HeldLock ofCommand(BackupScene scene, long guild) throws SQLException {
        return new HeldLock(
                scene.superuser(),
                scene.rows(),
                "pg_advisory_lock_shared(%d)".formatted(guild),
                Long.toString(guild));
    }

    /** Waits for it. */
    HeldLock take() throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute("select " + function);
        }
        return this;
    }

    /** Waits until so many wait for it. */
    void awaitWaiting(int sessions) {
        await().atMost(LONGEST)
                .pollInterval(LOOK)
                .until(() -> count("'ShareLock', 'ExclusiveLock'", false) >= sessions);
    }

    /** So many wait to have it alone. */
    int wantedAlone() throws SQLException {
        return count("'ExclusiveLock'", false);
    }

    /** So many have it. */
    int holders() throws SQLException {
        return count("'ShareLock', 'ExclusiveLock'", true);
    }

    private int count(String modes, boolean granted) throws SQLException {
        return Integer.parseInt(rows.texts(SESSIONS.formatted(modes, granted, key)).getFirst());
    }

    /** Lets go. */
    @Override
    public void close() throws SQLException {
        session.close();
    }
}
