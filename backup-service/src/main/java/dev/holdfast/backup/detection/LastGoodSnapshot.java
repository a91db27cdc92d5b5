package dev.holdfast.backup.detection;

import java.time.Instant;

/**
 * The newest proven snapshot from before anything vanished.
 *
 * @param takenAt when all was there
 */
record LastGoodSnapshot(long snapshotId, Instant takenAt) {}
