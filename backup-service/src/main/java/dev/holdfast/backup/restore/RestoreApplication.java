package dev.holdfast.backup.restore;

import dev.holdfast.backup.restore.RestoreEntry.Summary;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.UserId;

/**
 * A restore that is to be done.
 *
 * @param undoSnapshotId how everything is before it
 * @param operation that its rows name
 */
record RestoreApplication(
        RestoreEntry planned, long undoSnapshotId, OperationKey operation, UserId by) {

    /** What came of it; in all cases but the first nothing was changed. */
    sealed interface Result {

        record Done(Summary summary) implements Result {}

        record Changed() implements Result {}

        record Busy() implements Result {}

        /** An earlier call has done it. */
        record Already() implements Result {}

        record Failed(String why) implements Result {}
    }
}
