package dev.holdfast.backup.snapshot;

import java.time.Instant;

/** What came of asking for a snapshot. */
public sealed interface SnapshotResult {

    /** It is in the archive and was read whole there. */
    record Verified(SnapshotEntry entry) implements SnapshotResult {}

    /** There is none; what is wrong, and what to do. */
    record Failed(long snapshotId, String why) implements SnapshotResult {}

    /** The guild's last one is too young. */
    record TooSoon(Instant next) implements SnapshotResult {}

    /** Another one of that kind is being taken, or was just taken. */
    record NotNeeded() implements SnapshotResult {}
}
