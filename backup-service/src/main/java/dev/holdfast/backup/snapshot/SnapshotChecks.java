package dev.holdfast.backup.snapshot;

import dev.holdfast.backup.archive.Archive;
import dev.holdfast.kit.command.IntegrityCheck.Finding;
import dev.holdfast.kit.command.ServiceCheck;
import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.protocol.GuildId;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** There is a snapshot of everything that is young enough, drilled, and in every location. */
final class SnapshotChecks {

    /** One a day, and two hours to take it. */
    static final Duration VERIFIED = Duration.ofHours(26);

    /** A drill follows a snapshot within minutes; one of them may fail. */
    static final Duration DRILLED = Duration.ofHours(50);

    /** After a first start, as long as there may be none yet. */
    static final Duration FIRST = Duration.ofHours(2);

    private SnapshotChecks() {}

    private record SnapshotCheck(String name, Supplier<Finding> look) implements ServiceCheck {

        @Override
        public Finding check() {
            return look.get();
        }
    }

    @Produces
    @Singleton
    static ServiceCheck verified(WorkerConnection worker, Clock clock) {
        var began = clock.instant();
        return new SnapshotCheck(
                "snapshot-is-verified",
                () ->
                        age(
                                SnapshotRowStore.newestProven(worker),
                                "verified",
                                VERIFIED,
                                began,
                                clock.instant()));
    }

    @Produces
    @Singleton
    static ServiceCheck drilled(WorkerConnection worker, Clock clock) {
        var began = clock.instant();
        return new SnapshotCheck(
                "snapshot-is-drilled",
                () ->
                        age(
                                SnapshotRowStore.newestDrilled(worker),
                                "drilled",
                                DRILLED,
                                began,
                                clock.instant()));
    }

    @Produces
    @Singleton
    static ServiceCheck everywhere(WorkerConnection worker, Archive archive, Clock clock) {
        var began = clock.instant();
        return new SnapshotCheck(
                "snapshot-is-in-every-location",
                () ->
                        copies(
                                archive.locations(),
                                SnapshotRowStore.all(worker),
                                SnapshotRowStore.copies(worker),
                                began,
                                clock.instant()));
    }

    /**
     * How old the newest is.
     *
     * @param began when this process did
     */
    static Finding age(
            Optional<SnapshotEntry> newest,
            String what,
            Duration oldest,
            Instant began,
            Instant now) {
        var taken = newest.flatMap(entry -> Optional.ofNullable(entry.takenAt()));
        if (taken.isEmpty()) {
            return none("there is no %s snapshot".formatted(what), began, now);
        }
        var age = Duration.between(taken.get(), now);
        return age.compareTo(oldest) <= 0
                ? new Finding.Sound(1)
                : new Finding.Broken(
                        "the newest %s snapshot (%d) is of %s, %d hours ago; at most %d are allowed"
                                .formatted(
                                        what,
                                        newest.get().snapshotId(),
                                        taken.get(),
                                        age.toHours(),
                                        oldest.toHours()));
    }

    private static Finding none(String sentence, Instant began, Instant now) {
        return now.isBefore(began.plus(FIRST))
                ? new Finding.Unchecked(sentence + " yet; this process has just started")
                : new Finding.Broken(sentence);
    }

    /** Whether each location has one that was read whole there and is young enough. */
    static Finding copies(
            List<String> locations,
            List<SnapshotEntry> snapshots,
            List<SnapshotRowStore.GuildCopy> copies,
            Instant began,
            Instant now) {
        var young =
                snapshots.stream()
                        .filter(entry -> entry.guild().equals(GuildId.DIRECT))
                        .filter(entry -> entry.state().isProven())
                        .filter(entry -> isYoung(entry, now))
                        .map(SnapshotEntry::snapshotId)
                        .collect(Collectors.toSet());
        var whole =
                copies.stream()
                        .filter(each -> each.guild().equals(GuildId.DIRECT))
                        .map(SnapshotRowStore.GuildCopy::copy)
                        .filter(copy -> copy.verifiedAt() != null && copy.failure() == null)
                        .filter(copy -> young.contains(copy.snapshotId()))
                        .map(SnapshotCopy::location)
                        .collect(Collectors.toSet());
        var damaged =
                copies.stream()
                        .map(SnapshotRowStore.GuildCopy::copy)
                        .filter(copy -> copy.failure() != null)
                        .map(copy ->
                                "snapshot %d in %s is damaged: %s"
                                        .formatted(
                                                copy.snapshotId(), copy.location(), copy.failure()))
                        .collect(Collectors.joining("; "));
        if (!damaged.isEmpty()) {
            return new Finding.Broken(damaged);
        }
        var without = locations.stream().filter(location -> !whole.contains(location)).toList();
        return without.isEmpty()
                ? new Finding.Sound(locations.size())
                : none(
                        "no whole snapshot of the last %d hours is in %s"
                                .formatted(DRILLED.toHours(), String.join(", ", without)),
                        began,
                        now);
    }

    private static boolean isYoung(SnapshotEntry entry, Instant now) {
        Function<Instant, Boolean> isYoung = taken -> taken.plus(DRILLED).isAfter(now);
        return Optional.ofNullable(entry.takenAt()).map(isYoung).orElse(false);
    }
}
