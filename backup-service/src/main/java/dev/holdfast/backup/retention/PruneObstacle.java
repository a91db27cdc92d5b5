package dev.holdfast.backup.retention;

import dev.holdfast.backup.archive.Listing;
import dev.holdfast.backup.archive.SnapshotManifest;
import dev.holdfast.backup.snapshot.SnapshotEntry;
import dev.holdfast.backup.snapshot.SnapshotState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Why nothing may be removed now. */
final class PruneObstacle {

    /** Two machines' clocks may differ by so much. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    private PruneObstacle() {}

    /** A sentence; empty: there is none. */
    static Optional<String> about(
            List<SnapshotEntry> entries, Listing listing, ClockWatch watch, Instant now) {
        if (watch.hasStepped()) {
            return Optional.of("this machine's clock stepped");
        }
        if (!listing.away().isEmpty()) {
            return Optional.of("out of reach: " + listing.away());
        }
        if (!listing.unreadable().isEmpty()) {
            return Optional.of("manifests do not open: " + listing.unreadable());
        }
        var ended =
                entries.stream()
                        .filter(entry -> entry.guild().value() == SnapshotManifest.EVERYTHING)
                        .filter(entry -> entry.state() != SnapshotState.RUNNING)
                        .toList();
        if (ended.isEmpty() || !ended.getLast().state().isProven()) {
            return Optional.of("the newest snapshot is not verified");
        }
        return aboutClock(ended, now);
    }

    private static Optional<String> aboutClock(List<SnapshotEntry> ended, Instant now) {
        var taken = ended.stream().map(SnapshotEntry::takenAt).filter(Objects::nonNull).toList();
        var newest = taken.getLast();
        if (newest.isAfter(now.plus(AHEAD))) {
            return Optional.of("the newest snapshot is dated in the future");
        }
        if (taken.size() > 1 && taken.get(taken.size() - 2).isAfter(newest)) {
            return Optional.of("the clock stepped back before the newest snapshot");
        }
        return Optional.empty();
    }
}
