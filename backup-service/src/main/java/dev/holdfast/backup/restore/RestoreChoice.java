package dev.holdfast.backup.restore;

import dev.holdfast.backup.archive.SnapshotKind;
import dev.holdfast.backup.snapshot.SnapshotEntry;
import dev.holdfast.backup.snapshot.Snapshots;
import dev.holdfast.kit.database.UnitOfWork;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Which snapshots a guild's admins are offered. Safe for any thread. */
@Singleton
final class RestoreChoice {

    /** Most of the menu is for those that were not taken because of a restore. */
    static final int MOST_UNDOS = 5;

    private final Snapshots snapshots;
    private final RestoreStore store;

    @Inject
    RestoreChoice(Snapshots snapshots, RestoreStore store) {
        this.snapshots = snapshots;
        this.store = store;
    }

    /**
     * What the unit's guild can be restored from, the newest first. Of the snapshots that were
     * taken before a restore, the newest few whose restore was done.
     */
    List<SnapshotEntry> restorable(UnitOfWork work) {
        var undos = store.undos(work, MOST_UNDOS);
        return snapshots.of(work.guild(), work).stream()
                .filter(it -> it.state().isProven())
                .filter(it ->
                        it.kind() != SnapshotKind.BEFORE_RESTORE || undos.contains(it.snapshotId()))
                .toList();
    }
}
