package dev.holdfast.backup.snapshot;

/** How far a snapshot has come. */
public enum SnapshotState {
    /** It is being taken. */
    RUNNING,
    /** It is in the archive, and was read back there. */
    COPIED,
    /** It was compared with the database, and a location has it that was read whole. */
    VERIFIED,
    /** It was restored into a scratch database, and that compared. */
    DRILLED,
    /** There is no such snapshot; its entry says why. */
    FAILED;

    /** Whether it counts as a backup: for retention, and for migrations that wait for one. */
    public boolean isProven() {
        return switch (this) {
            case VERIFIED, DRILLED -> true;
            case RUNNING, COPIED, FAILED -> false;
        };
    }
}
