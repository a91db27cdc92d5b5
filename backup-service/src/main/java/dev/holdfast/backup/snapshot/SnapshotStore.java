package dev.holdfast.backup.snapshot;

import dev.holdfast.backup.archive.PublishResult;
import dev.holdfast.backup.archive.SnapshotKind;
import dev.holdfast.backup.archive.SnapshotManifest;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The catalogue's rows of the unit's guild. */
final class SnapshotStore {

    private static final String NEXT = "select nextval('snapshot_id')";

    /** What was kept elsewhere, or before the database was restored, is never numbered again. */
    private static final String PAST =
            """
            select setval('snapshot_id', :id) where :id > (select last_value from snapshot_id)
            """;

    private static final String BEGIN =
            """
            insert into snapshot (guild_id, snapshot_id, kind, reason, state, user_id, started_at)
            select app_guild(), :id, :kind, :reason, 'RUNNING', :by, work_now()
            where not exists (
                select from snapshot
                where guild_id = app_guild() and kind = :kind and state <> 'FAILED' and :kind in ('GUILD', 'START')
                  and started_at > work_now() - :pause * interval '1 ms' and started_at <= work_now())
            on conflict do nothing
            """;
    private static final String LAST_OF_KIND =
            """
            select max(started_at) from snapshot
            where guild_id = app_guild() and kind = :kind and state <> 'FAILED' and started_at <= work_now()
            """;
    private static final String COPIED =
            """
            update snapshot set state = 'COPIED', taken_at = :taken, copied_at = clock_timestamp() + (work_now() - now()),
                rows = :rows, plain_bytes = :plain, written_bytes = :written, stored_bytes = :stored
            where guild_id = app_guild() and snapshot_id = :id and state = 'RUNNING'
            """;
    private static final String VERIFIED =
            """
            update snapshot s set state = 'VERIFIED', verified_at = work_now(), failure = null
            where guild_id = app_guild() and snapshot_id = :id and state = 'COPIED' and exists (
                select from snapshot_copy c
                where c.guild_id = s.guild_id and c.snapshot_id = s.snapshot_id and c.verified_at is not null)
            """;

    /** What no location has whole any more counts no longer, until it is read whole again. */
    private static final String UNPROVEN =
            """
            update snapshot s set state = 'COPIED'
            where guild_id = app_guild() and snapshot_id = :id and state in ('VERIFIED', 'DRILLED') and pruned_at is null
              and not exists (
                select from snapshot_copy c
                where c.guild_id = s.guild_id and c.snapshot_id = s.snapshot_id and c.verified_at is not null)
            """;

    private static final String FAILED =
            """
            update snapshot s set state = 'FAILED', failure = :why
            where guild_id = app_guild() and snapshot_id = :id and (state = 'RUNNING' or state = 'COPIED' and not exists (
                select from snapshot_copy c where c.guild_id = s.guild_id and c.snapshot_id = s.snapshot_id))
            """;
    private static final String DRILLED =
            """
            update snapshot set state = 'DRILLED', drilled_at = work_now(), restore_millis = :millis, failure = null
            where guild_id = app_guild() and snapshot_id = :id and state in ('VERIFIED', 'DRILLED')
            """;
    private static final String DRILL_FAILED =
            """
            update snapshot set failure = :why
            where guild_id = app_guild() and snapshot_id = :id and state in ('VERIFIED', 'DRILLED')
            """;

    private static final String DRILL_GIVEN_UP =
            DRILL_FAILED + " and verified_at <= work_now() - :patience * interval '1 ms'";

    /** A manifest that opens is a snapshot, whatever was written down of it. */
    private static final String FOUND =
            """
            insert into snapshot as known (guild_id, snapshot_id, kind, reason, state, user_id, started_at, taken_at,
                copied_at, rows, plain_bytes, stored_bytes)
            values (app_guild(), :id, :kind, :reason, 'COPIED', 0, :started, :taken, work_now(), :rows, :plain, :stored)
            on conflict (guild_id, snapshot_id) do update
            set state = 'COPIED', taken_at = excluded.taken_at, copied_at = excluded.copied_at, rows = excluded.rows,
                plain_bytes = excluded.plain_bytes, stored_bytes = excluded.stored_bytes, failure = null, pruned_at = null
            where known.state in ('RUNNING', 'FAILED') or known.pruned_at is not null
            """;

    private static final String PRUNED =
            """
            update snapshot s set pruned_at = work_now()
            where guild_id = app_guild() and snapshot_id = :id and pruned_at is null and not exists (
                select from snapshot_copy c where c.guild_id = s.guild_id and c.snapshot_id = s.snapshot_id)
            """;
    private static final String SEEN =
            """
            select * from snapshot where guild_id = app_guild() and pruned_at is null and guild_id <> 0
            union all select * from whole_snapshots()
            order by snapshot_id desc limit :most
            """;
    private static final String FIND =
            """
            select * from snapshot where guild_id = app_guild() and snapshot_id = :id and guild_id <> 0
            union all select * from whole_snapshots() where snapshot_id = :id
            """;

    private SnapshotStore() {}

    static long next(UnitOfWork work) {
        return work.handle().createQuery(NEXT).mapTo(Long.class).one();
    }

    /** The next number is past this one. */
    static void past(UnitOfWork work, long id) {
        work.handle().createQuery(PAST).bind("id", id).mapTo(Long.class).findOne();
    }

    /** False: one of that kind runs, or began within the pause. */
    static boolean begin(UnitOfWork work, long id, SnapshotRequest request, Duration pause) {
        var begun =
                work.handle()
                        .createUpdate(BEGIN)
                        .bind("id", id)
                        .bind("kind", request.kind().name())
                        .bind("reason", request.reason())
                        .bind("by", request.by().value())
                        .bind("pause", pause.toMillis())
                        .execute();
        work.wrote(begun);
        return begun == 1;
    }

    static Optional<Instant> lastOf(UnitOfWork work, SnapshotKind kind) {
        return work.handle()
                .createQuery(LAST_OF_KIND)
                .bind("kind", kind.name())
                .mapTo(Instant.class)
                .findOne();
    }

    static void copied(UnitOfWork work, SnapshotManifest manifest, PublishResult published) {
        work.write(
                1,
                work.handle()
                        .createUpdate(COPIED)
                        .bind("id", manifest.snapshotId())
                        .bind("taken", manifest.takenAt())
                        .bind("rows", manifest.rows())
                        .bind("plain", published.plainBytes())
                        .bind("written", published.writtenBytes())
                        .bind("stored", published.storedBytes()));
        published
                .locations()
                .forEach(location -> SnapshotCopyStore.add(work, manifest.snapshotId(), location));
    }

    /** Where no location has it any more. */
    static void pruned(UnitOfWork work, long id) {
        work.wrote(work.handle().createUpdate(PRUNED).bind("id", id).execute());
    }

    /** Where a location has verified it; false: it was before, or none has. */
    static boolean verified(UnitOfWork work, long id) {
        var changed = work.handle().createUpdate(VERIFIED).bind("id", id).execute();
        work.wrote(changed);
        return changed == 1;
    }

    /** Where no location has verified it any more. */
    static void unproven(UnitOfWork work, long id) {
        work.wrote(work.handle().createUpdate(UNPROVEN).bind("id", id).execute());
    }

    static void failed(UnitOfWork work, long id, String why) {
        work.wrote(work.handle().createUpdate(FAILED).bind("id", id).bind("why", why).execute());
    }

    static boolean drilled(UnitOfWork work, long id, Duration took) {
        var changed =
                work.handle()
                        .createUpdate(DRILLED)
                        .bind("id", id)
                        .bind("millis", took.toMillis())
                        .execute();
        work.wrote(changed);
        return changed == 1;
    }

    static void drillFailed(UnitOfWork work, long id, String why) {
        work.wrote(
                work.handle().createUpdate(DRILL_FAILED).bind("id", id).bind("why", why).execute());
    }

    /** Where it was verified so long ago; false: it was later. */
    static boolean drillGivenUp(UnitOfWork work, long id, String why, Duration patience) {
        var changed =
                work.handle()
                        .createUpdate(DRILL_GIVEN_UP)
                        .bind("id", id)
                        .bind("why", why)
                        .bind("patience", patience.toMillis())
                        .execute();
        work.wrote(changed);
        return changed == 1;
    }

    /** Writes down a snapshot that was found in the archive; true: it was not known. */
    static boolean found(
            UnitOfWork work, SnapshotManifest manifest, long plainBytes, long storedBytes) {
        var changed =
                work.handle()
                        .createUpdate(FOUND)
                        .bind("id", manifest.snapshotId())
                        .bind("kind", manifest.kind().name())
                        .bind("reason", manifest.reason())
                        .bind("started", manifest.startedAt())
                        .bind("taken", manifest.takenAt())
                        .bind("rows", manifest.rows())
                        .bind("plain", plainBytes)
                        .bind("stored", storedBytes)
                        .execute();
        work.wrote(changed);
        return changed == 1;
    }

    /** The guild's own and those of everything, the newest first. */
    static List<SnapshotEntry> seen(UnitOfWork work, int most) {
        return work.handle()
                .createQuery(SEEN)
                .bind("most", most)
                .map((row, _) -> SnapshotRowStore.read(row))
                .list();
    }

    static Optional<SnapshotEntry> find(UnitOfWork work, long id) {
        return work.handle()
                .createQuery(FIND)
                .bind("id", id)
                .map((row, _) -> SnapshotRowStore.read(row))
                .findFirst();
    }

    /** Takes a person's name off what they asked for. */
    static int forget(UnitOfWork work, UserId user, Instant before) {
        var forgotten =
                work.handle()
                        .createUpdate(
                                """
                                update snapshot set user_id = 0
                                where guild_id = app_guild() and user_id = :user and started_at <= :before
                                """)
                        .bind("user", user.value())
                        .bind("before", before)
                        .execute();
        work.wrote(forgotten);
        return forgotten;
    }
}
