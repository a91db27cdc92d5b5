package dev.holdfast.backup.snapshot;

import dev.holdfast.backup.archive.PublishResult;
import dev.holdfast.backup.archive.SnapshotManifest;
import dev.holdfast.backup.archive.Verdict;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Writes down what becomes of snapshots, each in its guild's unit of work. Safe for any thread. */
@Singleton
final class SnapshotCatalog {

    private final UnitsOfWork units;
    private final WorkerConnection worker;
    private final Clock clock;

    @Inject
    SnapshotCatalog(UnitsOfWork units, WorkerConnection worker, Clock clock) {
        this.units = units;
        this.worker = worker;
        this.clock = clock;
    }

    /** What is noted for the guild's admins. */
    private record Begun(long snapshot, String kind, String reason, String by) {}

    /** Whether a snapshot may begin. */
    sealed interface Beginning {

        record May() implements Beginning {}

        /**
         * It may not.
         *
         * @param last when the last of its kind began; empty: one is under way
         */
        record Not(Optional<Instant> last) implements Beginning {}
    }

    /** A number of its own, past all that were drawn before. */
    long next(GuildId guild) {
        return write(guild, SnapshotStore::next);
    }

    /** Notes that it is being taken, unless another of its kind began within the pause. */
    Beginning begin(long id, SnapshotRequest request, Duration pause) {
        return write(
                request.guild(),
                work -> {
                    if (!SnapshotStore.begin(work, id, request, pause)) {
                        return new Beginning.Not(
                                SnapshotStore.lastOf(work, request.kind())
                                        .filter(last -> last.plus(pause).isAfter(work.now())));
                    }
                    var by = request.by().toString();
                    work.audit(
                            "snapshot.take",
                            new Begun(id, request.kind().name(), request.reason(), by));
                    return new Beginning.May();
                });
    }

    void copied(SnapshotManifest manifest, PublishResult published) {
        write(
                new GuildId(manifest.guild()),
                work -> {
                    SnapshotStore.copied(work, manifest, published);
                    return true;
                });
    }

    /** Notes what reading it whole in one location came to; nothing where that did not answer. */
    void read(GuildId guild, long id, String location, Verdict verdict) {
        switch (verdict) {
            case Verdict.Whole _ ->
                    write(
                            guild,
                            work -> {
                                SnapshotCopyStore.verified(work, id, location);
                                return true;
                            });
            case Verdict.Damaged damaged ->
                    write(
                            guild,
                            work -> {
                                var why = FailureWords.of(damaged);
                                SnapshotCopyStore.damaged(work, id, location, why);
                                SnapshotStore.unproven(work, id);
                                return true;
                            });
            case Verdict.Away _ -> {}
        }
    }

    /** What was damaged in a location may be whole again. */
    void mended(GuildId guild, long id, String location) {
        write(
                guild,
                work -> {
                    SnapshotCopyStore.mended(work, id, location);
                    return true;
                });
    }

    /** It is verified where one location has it whole; false: none has, or it was before. */
    boolean verified(GuildId guild, long id) {
        return write(guild, work -> SnapshotStore.verified(work, id));
    }

    void failed(GuildId guild, long id, String why) {
        write(
                guild,
                work -> {
                    SnapshotStore.failed(work, id, why);
                    return true;
                });
    }

    boolean drilled(long id, Duration took) {
        return write(GuildId.DIRECT, work -> SnapshotStore.drilled(work, id, took));
    }

    void drillFailed(long id, String why) {
        write(
                GuildId.DIRECT,
                work -> {
                    SnapshotStore.drillFailed(work, id, why);
                    return true;
                });
    }

    /** The same where it was verified so long ago; false: it was later. */
    boolean drillGivenUp(long id, String why, Duration patience) {
        return write(GuildId.DIRECT, work -> SnapshotStore.drillGivenUp(work, id, why, patience));
    }

    /** Writes down a snapshot that a location has; true: something of it was not known. */
    boolean found(SnapshotManifest manifest, String location) {
        var plain =
                manifest.tables().stream()
                        .flatMap(table -> table.chunks().stream())
                        .mapToLong(chunk -> chunk.plainBytes())
                        .sum();
        var stored =
                manifest.tables().stream()
                        .flatMap(table -> table.chunks().stream())
                        .mapToLong(chunk -> chunk.storedBytes())
                        .sum();
        return write(
                new GuildId(manifest.guild()),
                work -> {
                    var isNew = SnapshotStore.found(work, manifest, plain, stored);
                    return SnapshotCopyStore.add(work, manifest.snapshotId(), location) || isNew;
                });
    }

    /** No number up to this one is drawn again. */
    void past(long id) {
        write(
                GuildId.DIRECT,
                work -> {
                    SnapshotStore.past(work, id);
                    return true;
                });
    }

    /** A location has it no longer. */
    void gone(GuildId guild, long id, String location) {
        write(
                guild,
                work -> {
                    SnapshotCopyStore.gone(work, id, location);
                    SnapshotStore.pruned(work, id);
                    SnapshotStore.unproven(work, id);
                    return true;
                });
    }

    /** It is damaged in a location that holds it no longer. */
    void lost(GuildId guild, long id, String location) {
        write(
                guild,
                work -> {
                    SnapshotCopyStore.gone(work, id, location);
                    return true;
                });
    }

    List<SnapshotEntry> all() {
        return SnapshotRowStore.all(worker);
    }

    List<SnapshotEntry> running() {
        return SnapshotRowStore.running(worker);
    }

    List<SnapshotEntry> copied() {
        return SnapshotRowStore.copied(worker);
    }

    List<SnapshotRowStore.GuildCopy> copies() {
        return SnapshotRowStore.copies(worker);
    }

    Optional<SnapshotEntry> newestProven() {
        return SnapshotRowStore.newestProven(worker);
    }

    boolean isProvenWithin(Duration time) {
        return SnapshotRowStore.isProvenWithin(worker, time);
    }

    /** What the guild's last one stores, to see whether there is room for another. */
    long lastSize(GuildId guild) {
        return SnapshotRowStore.newestOf(worker, guild).map(SnapshotEntry::storedBytes).orElse(0L);
    }

    private <T> T write(GuildId guild, Function<UnitOfWork, T> body) {
        return units.write(guild, OperationKey.of("snapshot:" + clock.instant()), body);
    }
}
