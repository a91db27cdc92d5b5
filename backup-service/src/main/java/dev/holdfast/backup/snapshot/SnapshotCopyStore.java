package dev.holdfast.backup.snapshot;

import dev.holdfast.kit.database.UnitOfWork;
import org.jdbi.v3.core.statement.Update;

/** In which locations the snapshots of the unit's guild are. */
final class SnapshotCopyStore {

    private static final String ADD =
            """
            insert into snapshot_copy (guild_id, snapshot_id, location, copied_at)
            values (app_guild(), :id, :location, work_now())
            on conflict do nothing
            """;
    private static final String VERIFIED =
            """
            update snapshot_copy set verified_at = work_now(), failure = null
            where guild_id = app_guild() and snapshot_id = :id and location = :location
            """;
    private static final String DAMAGED =
            """
            update snapshot_copy set verified_at = null, failure = :why
            where guild_id = app_guild() and snapshot_id = :id and location = :location
            """;
    private static final String MENDED =
            """
            update snapshot_copy set failure = null
            where guild_id = app_guild() and snapshot_id = :id and location = :location
            """;
    private static final String GONE =
            """
            delete from snapshot_copy where guild_id = app_guild() and snapshot_id = :id and location = :location
            """;

    private SnapshotCopyStore() {}

    /** True: it was not known there. */
    static boolean add(UnitOfWork work, long id, String location) {
        return write(work, of(work, ADD, id, location));
    }

    static void verified(UnitOfWork work, long id, String location) {
        write(work, of(work, VERIFIED, id, location));
    }

    static void damaged(UnitOfWork work, long id, String location, String why) {
        write(work, of(work, DAMAGED, id, location).bind("why", why));
    }

    /** It may be whole again, so it waits to be read. */
    static void mended(UnitOfWork work, long id, String location) {
        write(work, of(work, MENDED, id, location));
    }

    static void gone(UnitOfWork work, long id, String location) {
        write(work, of(work, GONE, id, location));
    }

    private static Update of(UnitOfWork work, String sql, long id, String location) {
        return work.handle().createUpdate(sql).bind("id", id).bind("location", location);
    }

    private static boolean write(UnitOfWork work, Update update) {
        var changed = update.execute();
        work.wrote(changed);
        return changed == 1;
    }
}
