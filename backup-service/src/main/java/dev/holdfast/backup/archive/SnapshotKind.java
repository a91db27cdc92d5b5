package dev.holdfast.backup.archive;

/** Why a snapshot was taken. */
public enum SnapshotKind {
    NIGHTLY,
    START,
    MIGRATION,
    MANUAL,
    GUILD,
    BEFORE_RESTORE
}
