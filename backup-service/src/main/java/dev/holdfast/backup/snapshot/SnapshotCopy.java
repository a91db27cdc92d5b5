package dev.holdfast.backup.snapshot;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot in one location.
 *
 * @param verifiedAt when it was read whole there; {@code null}: not yet
 * @param failure what was damaged when it was last read; it is not read again before something was
 *     mended there
 */
public record SnapshotCopy(
        long snapshotId, String location, @Nullable Instant verifiedAt, @Nullable String failure) {}
