package dev.holdfast.backup.recovery;

import dev.holdfast.backup.archive.SnapshotManifest;
import dev.holdfast.backup.postgres.Structure;
import java.time.Duration;

/**
 * A database that holds what a snapshot does, compared with it.
 *
 * @param took from its creation to the end of the comparison
 */
record Rebuilt(String database, SnapshotManifest manifest, Structure structure, Duration took) {}
