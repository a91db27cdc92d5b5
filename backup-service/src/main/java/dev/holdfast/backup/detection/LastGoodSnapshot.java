package dev.holdfast.backup.detection;

import java.time.Instant;

/**
 * The newest proven snapshot from before anything vanished that has it.
 *
 * @param takenAt when all was there
 */
record LastGoodSnapshot(long snapshotId, Instant takenAt) {}
