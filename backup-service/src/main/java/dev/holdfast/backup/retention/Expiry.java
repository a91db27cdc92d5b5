package dev.holdfast.backup.retention;

import dev.holdfast.backup.archive.SnapshotKind;
import dev.holdfast.backup.archive.SnapshotManifest;
import dev.holdfast.backup.retention.KeepRule.Held;
import dev.holdfast.backup.snapshot.SnapshotCopy;
import dev.holdfast.backup.snapshot.SnapshotEntry;
import dev.holdfast.backup.snapshot.SnapshotState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Which snapshots one location need not keep any longer. */
final class Expiry {

    /** Of its own snapshots a guild keeps so many. */
    static final int OF_GUILD = 5;

    private final KeepRule rule;
    private final Set<Long> here = new HashSet<>();
    private final Set<Long> proven = new HashSet<>();

    Expiry(KeepRule rule, String location, List<SnapshotCopy> copies) {
        this.rule = rule;
        for (var copy : copies) {
            if (copy.location().equals(location)) {
                here.add(copy.snapshotId());
                if (copy.verifiedAt() != null) {
                    proven.add(copy.snapshotId());
                }
            }
        }
    }

    /**
     * Of all guilds.
     *
     * @param entries in the order of their numbers
     */
    List<SnapshotEntry> of(List<SnapshotEntry> entries) {
        var held = entries.stream().filter(this::isHeld).toList();
        var wholes =
                held.stream()
                        .filter(it -> it.guild().value() == SnapshotManifest.EVERYTHING)
                        .toList();
        var old = rule.expired(wholes.stream().map(this::held).toList());
        var expired = new ArrayList<SnapshotEntry>();
        wholes.stream().filter(entry -> old.contains(entry.snapshotId())).forEach(expired::add);
        held.stream()
                .filter(entry -> entry.kind() == SnapshotKind.GUILD)
                .collect(Collectors.groupingBy(SnapshotEntry::guild))
                .values()
                .forEach(ofGuild -> expired.addAll(ofGuild(ofGuild)));
        expired.addAll(beforeRestores(held, wholes));
        return expired;
    }

    /** Of one guild's own: those with five newer ones that are verified here. */
    List<SnapshotEntry> ofGuild(List<SnapshotEntry> entries) {
        var newer = 0;
        var expired = new ArrayList<SnapshotEntry>();
        var own =
                entries.stream()
                        .filter(entry -> isHeld(entry) && entry.kind() == SnapshotKind.GUILD)
                        .sorted(Comparator.comparingLong(SnapshotEntry::snapshotId).reversed())
                        .toList();
        for (var entry : own) {
            if (newer >= OF_GUILD) {
                expired.add(entry);
            }
            newer += proven.contains(entry.snapshotId()) ? 1 : 0;
        }
        return expired;
    }

    /** What was kept before a restore goes with the snapshots of everything of its time. */
    private List<SnapshotEntry> beforeRestores(
            List<SnapshotEntry> held, List<SnapshotEntry> wholes) {
        var newest = wholes.stream().filter(this::isProven).reduce((_, last) -> last);
        if (newest.isEmpty()) {
            return List.of();
        }
        var cutoff = Objects.requireNonNull(newest.get().takenAt()).minus(rule.window());
        return held.stream()
                .filter(entry -> entry.kind() == SnapshotKind.BEFORE_RESTORE)
                .filter(entry -> entry.snapshotId() < newest.get().snapshotId())
                .filter(entry -> Objects.requireNonNull(entry.takenAt()).isBefore(cutoff))
                .toList();
    }

    private boolean isHeld(SnapshotEntry entry) {
        return here.contains(entry.snapshotId())
                && entry.takenAt() != null
                && entry.state() != SnapshotState.RUNNING;
    }

    private boolean isProven(SnapshotEntry entry) {
        return entry.state().isProven() && proven.contains(entry.snapshotId());
    }

    private Held held(SnapshotEntry entry) {
        return new Held(
                entry.snapshotId(), Objects.requireNonNull(entry.takenAt()), isProven(entry));
    }
}
