package dev.holdfast.backup.snapshot;

/** A snapshot became VERIFIED; fired after it is written down. */
public record SnapshotProven(SnapshotEntry entry) {}
