package dev.holdfast.backup.restore;

import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A restore that was looked at or done.
 *
 * @param undoSnapshotId how it was before; empty: it is not done
 * @param features whose rows; empty: all
 * @param undoes whether it takes back an earlier restore
 * @param by who looked at it, or did it
 * @param doneAt {@code null}: it is not done
 * @param summary what it changes
 */
public record RestoreEntry(
        GuildId guild,
        long restoreId,
        long snapshotId,
        OptionalLong undoSnapshotId,
        Set<String> features,
        boolean undoes,
        UserId by,
        String diffHash,
        Instant takenAt,
        Instant plannedAt,
        @Nullable Instant doneAt,
        Summary summary) {

    /** Its numbers. */
    public record Summary(FeatureDiff changed, long coinsMoved, Duration took) {}

    public RestoreEntry {
        features = Set.copyOf(features);
    }

    public boolean isDone() {
        return doneAt != null;
    }
}
