package dev.holdfast.backup.restore;

import java.time.Duration;
import java.time.Instant;

/** What came of a restore. In all cases but the first nothing was changed. */
public sealed interface RestoreResult {

    /**
     * It is done, now or by an earlier call.
     *
     * @param undoSnapshotId how everything was before: a restore of it undoes this one
     */
    record Done(
            long restoreId,
            long snapshotId,
            long undoSnapshotId,
            Instant takenAt,
            FeatureDiff changed,
            long coinsMoved,
            Instant doneAt,
            Duration took)
            implements RestoreResult {}

    /** What would change now is not what was looked at, or that was too long ago. */
    record Changed() implements RestoreResult {}

    /** Another restore of the guild is under way, or its commands do not end. */
    record Busy() implements RestoreResult {}

    /** The guild has no such restore. */
    record NotFound() implements RestoreResult {}

    /** What is wrong, for people. */
    record Failed(String why) implements RestoreResult {}
}
