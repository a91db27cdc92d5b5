package dev.holdfast.backup.recovery;

import dev.holdfast.backup.archive.SnapshotManifest;
import java.time.Instant;

/**
 * A restore of everything, as it is recorded.
 *
 * @param by who asked for it; 1 to 100 characters
 */
record RestoreOperation(long snapshotId, Instant takenAt, String by) {

    static RestoreOperation of(SnapshotManifest manifest, String by) {
        return new RestoreOperation(manifest.snapshotId(), manifest.takenAt(), by);
    }

    /** The same whenever that snapshot is restored. */
    String key() {
        return "restore-%d:%s".formatted(snapshotId, takenAt);
    }
}
