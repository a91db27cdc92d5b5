package dev.holdfast.backup.detection;

import dev.holdfast.backup.restore.RestoreEntry;
import dev.holdfast.backup.restore.Restores;
import dev.holdfast.backup.snapshot.SnapshotEntry;
import dev.holdfast.backup.snapshot.Snapshots;
import dev.holdfast.kit.database.UnitOfWork;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What the restores of the unit's guild, whoever made them, mean for an incident: whether it is
 * over, and which snapshot is good. Safe for any thread.
 */
@Singleton
final class RestoreHistory {

    /** Its settings are of features that their table's name does not tell. */
    private static final String KIT = "kit";

    private final Restores restores;
    private final Snapshots snapshots;

    @Inject
    RestoreHistory(Restores restores, Snapshots snapshots) {
        this.restores = restores;
        this.snapshots = snapshots;
    }

    /** Whether a restore brought back all that was lost. */
    boolean isRestored(UnitOfWork work, Incident incident) {
        var done =
                restores.doneSince(work, incident.lastAt()).stream()
                        .filter(it -> !it.undoes())
                        .toList();
        if (incident.isTold()) {
            return done.stream()
                    .map(RestoreEntry::features)
                    .anyMatch(it -> it.isEmpty() || isAllOf(incident.features(), it));
        }
        if (done.isEmpty() || incident.restoreId().isPresent()) {
            // The guild is told of the restore that nobody asked for.
            return false;
        }
        var damages = IncidentStore.damage(work, incident);
        return done.stream()
                .filter(it -> it.takenAt().isBefore(incident.firstAt()))
                .anyMatch(it -> damages.stream().allMatch(damage -> isBack(damage, it)));
    }

    private static boolean isAllOf(Set<String> lost, Set<String> restored) {
        return !lost.isEmpty() && restored.containsAll(lost);
    }

    private static boolean isBack(Damage damage, RestoreEntry restore) {
        return damage.restorable()
                && (restore.features().isEmpty() || restore.features().contains(damage.feature()));
    }

    /**
     * The newest proven snapshot from before the incident that has what was lost. Those from
     * between the last restore's own snapshot and its end hold what that restore replaced.
     *
     * @return empty: there is no snapshot from before
     */
    Optional<LastGoodSnapshot> lastGood(UnitOfWork work, Incident incident, List<Damage> damages) {
        var before =
                snapshots.of(work.guild(), work).stream()
                        .filter(it -> it.state().isProven())
                        .flatMap(it -> taken(it).stream())
                        .filter(it -> it.takenAt().isBefore(incident.firstAt()))
                        .sorted(Comparator.comparing(LastGoodSnapshot::takenAt))
                        .toList();
        if (before.isEmpty()) {
            return Optional.empty();
        }
        return restores.doneSince(work, before.getFirst().takenAt()).stream()
                .filter(it -> began(it).isBefore(incident.firstAt()) && concerns(it, damages))
                .reduce((_, last) -> last)
                .flatMap(restore -> goodAfter(restore, before))
                .or(() -> Optional.of(before.getLast()));
    }

    private static Optional<LastGoodSnapshot> goodAfter(
            RestoreEntry restore, List<LastGoodSnapshot> before) {
        return before.stream()
                .filter(it ->
                        it.snapshotId() == restore.snapshotId()
                                || it.takenAt().isAfter(end(restore)))
                .reduce((_, newest) -> newest);
    }

    private static boolean concerns(RestoreEntry restore, List<Damage> damages) {
        return restore.features().isEmpty()
                || damages.stream()
                        .map(Damage::feature)
                        .anyMatch(it -> it.equals(KIT) || restore.features().contains(it));
    }

    /** As its rows are dated. What vanishes from then on, it does not bring back. */
    private static Instant began(RestoreEntry restore) {
        return Objects.requireNonNull(restore.doneAt());
    }

    private static Instant end(RestoreEntry restore) {
        return began(restore).plus(restore.summary().took());
    }

    private static Optional<LastGoodSnapshot> taken(SnapshotEntry snapshot) {
        return Optional.ofNullable(snapshot.takenAt())
                .map(taken -> new LastGoodSnapshot(snapshot.snapshotId(), taken));
    }
}
