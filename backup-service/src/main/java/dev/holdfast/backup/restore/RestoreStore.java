package dev.holdfast.backup.restore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.backup.restore.RestoreEntry.Summary;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Restores of a guild that were looked at or done. */
@Singleton
final class RestoreStore {

    private static final String ADD =
            """
            insert into restore (guild_id, snapshot_id, features, user_id, diff_hash, summary, taken_at, planned_at)
            values (app_guild(), :snapshot, :features, :user, :hash, :summary::jsonb, :taken, work_now())
            returning restore_id
            """;

    /** What was looked at and left a day ago is not done any more. */
    private static final String FORGET_OLD =
            """
            delete from restore
            where guild_id = app_guild() and state = 'planned' and planned_at < work_now() - interval '1 day'
            """;

    private static final String SEEN =
            """
            select r.*, exists (
                select from restore undone
                where undone.guild_id = app_guild() and undone.undo_snapshot_id = r.snapshot_id) as undoes
            from restore r where r.guild_id = app_guild()
            """;
    private static final String FIND = SEEN + " and r.restore_id = :restore";
    private static final String UNDONE =
            """
            select taken_at from restore
            where guild_id = app_guild() and state = 'done' and undo_snapshot_id = :snapshot
            """;
    private static final String UNDOS =
            """
            select undo_snapshot_id from restore
            where guild_id = app_guild() and state = 'done'
            order by undo_snapshot_id desc limit :most
            """;
    private static final String DONE_SINCE = SEEN + " and r.done_at > :since order by r.done_at";
    private static final String FORGET =
            "update restore set user_id = 0 where guild_id = app_guild() and user_id = :user and planned_at <= :before";

    private final ObjectMapper json;

    @Inject
    RestoreStore(ObjectMapper json) {
        this.json = json;
    }

    /**
     * Keeps what was looked at.
     *
     * @return its number
     */
    long add(UnitOfWork work, Planning planning, Set<String> features, Summary summary) {
        work.wrote(work.handle().createUpdate(FORGET_OLD).execute());
        var added =
                work.handle()
                        .createQuery(ADD)
                        .bind("snapshot", planning.snapshotId())
                        .bindArray("features", String.class, List.copyOf(features))
                        .bind("user", planning.by().value())
                        .bind("hash", planning.hash())
                        .bind("summary", write(summary))
                        .bind("taken", planning.takenAt())
                        .mapTo(Long.class)
                        .one();
        work.wrote(1);
        return added;
    }

    /** Of which snapshot, by whom, and what would change. */
    record Planning(long snapshotId, UserId by, String hash, Instant takenAt) {}

    Optional<RestoreEntry> find(UnitOfWork work, long restore) {
        return work.handle()
                .createQuery(FIND)
                .bind("restore", restore)
                .map((row, _) -> read(work, row))
                .findOne();
    }

    /** When the snapshot was taken whose restore that one undoes, if it undoes any. */
    Optional<Instant> undone(UnitOfWork work, long undoSnapshot) {
        return work.handle()
                .createQuery(UNDONE)
                .bind("snapshot", undoSnapshot)
                .mapTo(Instant.class)
                .findOne();
    }

    /** The newest snapshots that were taken before a restore which was done then. */
    Set<Long> undos(UnitOfWork work, int most) {
        return work.handle().createQuery(UNDOS).bind("most", most).mapTo(Long.class).set();
    }

    List<RestoreEntry> doneSince(UnitOfWork work, Instant since) {
        return work.handle()
                .createQuery(DONE_SINCE)
                .bind("since", since)
                .map((row, _) -> read(work, row))
                .list();
    }

    int forget(UnitOfWork work, UserId user, Instant before) {
        var forgotten =
                work.handle()
                        .createUpdate(FORGET)
                        .bind("user", user.value())
                        .bind("before", before)
                        .execute();
        work.wrote(forgotten);
        return forgotten;
    }

    private RestoreEntry read(UnitOfWork work, ResultSet row) throws SQLException {
        var undo = row.getObject("undo_snapshot_id", Long.class);
        return new RestoreEntry(
                work.guild(),
                row.getLong("restore_id"),
                row.getLong("snapshot_id"),
                undo == null ? OptionalLong.empty() : OptionalLong.of(undo),
                Set.of((String[]) row.getArray("features").getArray()),
                row.getBoolean("undoes"),
                new UserId(row.getLong("user_id")),
                row.getString("diff_hash"),
                row.getTimestamp("taken_at").toInstant(),
                row.getTimestamp("planned_at").toInstant(),
                instant(row, "done_at"),
                summary(row.getString("summary")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var stamp = row.getTimestamp(column);
        return stamp == null ? null : stamp.toInstant();
    }

    private String write(Summary summary) {
        try {
            return json.writeValueAsString(summary);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("unwritable summary", e);
        }
    }

    private Summary summary(String written) {
        try {
            return json.readValue(written, Summary.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("unreadable summary", e);
        }
    }
}
