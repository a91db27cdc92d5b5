package dev.holdfast.backup.snapshot;

import dev.holdfast.backup.archive.SnapshotKind;
import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The catalogue across guilds, as the worker sees it. */
final class SnapshotRowStore {

    private static final String COLUMNS =
            """
            select guild_id, snapshot_id, kind, reason, state, user_id, started_at, taken_at, copied_at, verified_at,
                drilled_at, rows, plain_bytes, written_bytes, stored_bytes, restore_millis, failure, pruned_at
            from snapshot
            """;
    private static final String ALL = COLUMNS + " where pruned_at is null order by snapshot_id";
    private static final String RUNNING = COLUMNS + " where state = 'RUNNING' order by snapshot_id";
    private static final String COPIED =
            COLUMNS + " where state = 'COPIED' and pruned_at is null order by snapshot_id";
    private static final String NEWEST_PROVEN =
            COLUMNS
                    + """
                    where guild_id = 0 and state in ('VERIFIED', 'DRILLED') and pruned_at is null
                    order by snapshot_id desc limit 1
                    """;
    private static final String NEWEST_OF_GUILD =
            COLUMNS
                    + """
                    where guild_id = :guild and state not in ('RUNNING', 'FAILED') order by snapshot_id desc limit 1
                    """;
    private static final String PROVEN_WITHIN =
            """
            select exists (
                select from snapshot
                where guild_id = 0 and state in ('VERIFIED', 'DRILLED') and pruned_at is null
                  and taken_at between work_now() - :within * interval '1 ms' and work_now())
            """;
    private static final String COPIES =
            """
            select c.guild_id, c.snapshot_id, c.location, c.verified_at, c.failure from snapshot_copy c
            order by c.snapshot_id, c.location
            """;

    private SnapshotRowStore() {}

    /** A copy and whose rows it holds. */
    record GuildCopy(GuildId guild, SnapshotCopy copy) {}

    static List<SnapshotEntry> all(WorkerConnection worker) {
        return worker.commit(handle -> handle.createQuery(ALL).map((row, _) -> read(row)).list());
    }

    static List<SnapshotEntry> running(WorkerConnection worker) {
        return worker.commit(
                handle -> handle.createQuery(RUNNING).map((row, _) -> read(row)).list());
    }

    static List<SnapshotEntry> copied(WorkerConnection worker) {
        return worker.commit(
                handle -> handle.createQuery(COPIED).map((row, _) -> read(row)).list());
    }

    static Optional<SnapshotEntry> newestProven(WorkerConnection worker) {
        return worker.commit(
                handle -> handle.createQuery(NEWEST_PROVEN).map((row, _) -> read(row)).findOne());
    }

    static Optional<SnapshotEntry> newestOf(WorkerConnection worker, GuildId guild) {
        return worker.commit(handle ->
                handle.createQuery(NEWEST_OF_GUILD)
                        .bind("guild", guild.value())
                        .map((row, _) -> read(row))
                        .findOne());
    }

    /** Whether a snapshot of everything was taken in the time up to now, and is proven. */
    static boolean isProvenWithin(WorkerConnection worker, Duration time) {
        return worker.commit(handle ->
                handle.createQuery(PROVEN_WITHIN)
                        .bind("within", time.toMillis())
                        .mapTo(Boolean.class)
                        .one());
    }

    static List<GuildCopy> copies(WorkerConnection worker) {
        return worker.commit(handle ->
                handle.createQuery(COPIES)
                        .map((row, _) ->
                                new GuildCopy(
                                        new GuildId(row.getLong("guild_id")),
                                        new SnapshotCopy(
                                                row.getLong("snapshot_id"),
                                                row.getString("location"),
                                                instant(row, "verified_at"),
                                                row.getString("failure"))))
                        .list());
    }

    static SnapshotEntry read(ResultSet row) throws SQLException {
        var millis = row.getLong("restore_millis");
        var restore = row.wasNull() ? null : Duration.ofMillis(millis);
        return new SnapshotEntry(
                new GuildId(row.getLong("guild_id")),
                row.getLong("snapshot_id"),
                SnapshotKind.valueOf(row.getString("kind")),
                row.getString("reason"),
                SnapshotState.valueOf(row.getString("state")),
                new UserId(row.getLong("user_id")),
                row.getTimestamp("started_at").toInstant(),
                instant(row, "taken_at"),
                instant(row, "copied_at"),
                instant(row, "verified_at"),
                instant(row, "drilled_at"),
                row.getLong("rows"),
                row.getLong("plain_bytes"),
                row.getLong("written_bytes"),
                row.getLong("stored_bytes"),
                restore,
                row.getString("failure"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var stamp = row.getTimestamp(column);
        return stamp == null ? null : stamp.toInstant();
    }
}
