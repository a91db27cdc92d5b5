package dev.holdfast.backup.archive;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Which snapshots there are.
 *
 * @param found of each location, oldest first
 * @param unreadable manifests that do not open; nothing may be pruned where there is one
 * @param away why the other locations cannot be asked, by location
 */
public record Listing(List<Found> found, List<Unreadable> unreadable, Map<String, String> away) {

    public Listing {
        found = List.copyOf(found);
        unreadable = List.copyOf(unreadable);
        away = Map.copyOf(away);
    }

    /**
     * A snapshot whose manifest opens, in one location. Manifests are megabytes and snapshots many,
     * so none is held.
     */
    public record Found(
            String location,
            long snapshotId,
            SnapshotKind kind,
            long guild,
            Instant takenAt,
            long rows,
            Supplier<SnapshotManifest> reading) {

        /**
         * Reads it again.
         *
         * @throws java.io.UncheckedIOException when it is away or was deleted meanwhile
         */
        public SnapshotManifest manifest() {
            return reading.get();
        }
    }

    /** A manifest that does not. */
    public record Unreadable(String location, String path, String why) {}
}
