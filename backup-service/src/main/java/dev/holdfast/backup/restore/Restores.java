package dev.holdfast.backup.restore;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.backup.archive.Archive;
import dev.holdfast.backup.archive.SnapshotKind;
import dev.holdfast.backup.archive.SnapshotManifest;
import dev.holdfast.backup.postgres.ArchiveLock;
import dev.holdfast.backup.postgres.ReadTransaction;
import dev.holdfast.backup.postgres.TableShape;
import dev.holdfast.backup.restore.RestoreEntry.Summary;
import dev.holdfast.backup.snapshot.SnapshotRequest;
import dev.holdfast.backup.snapshot.SnapshotResult;
import dev.holdfast.backup.snapshot.Snapshots;
import dev.holdfast.kit.database.Connections;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Brings rows of one guild back from a snapshot: looked at first, then done all at once or not at
 * all. Holds no transaction between the two. A guild's rows never come from another guild's. Safe
 * for any thread.
 */
@Singleton
public final class Restores {

    /** How long what was looked at can be done. */
    public static final Duration KEPT = Duration.ofMinutes(15);

    private static final Logger LOG = Logger.getLogger("holdfast.restore");
    private static final long MOST_ROWS = 3_000_000;

    private final UnitsOfWork units;
    private final RestoreStore store;
    private final Archive archive;
    private final Snapshots snapshots;
    private final Connections connections;
    private final ObjectMapper json;
    private final Clock clock;

    @Inject
    Restores(
            UnitsOfWork units,
            RestoreStore store,
            Archive archive,
            Snapshots snapshots,
            Connections connections,
            ObjectMapper json,
            Clock clock) {
        this.units = units;
        this.store = store;
        this.archive = archive;
        this.snapshots = snapshots;
        this.connections = connections;
        this.json = json;
        this.clock = clock;
    }

    /** The features with tables of which rows come back, sorted. */
    public List<String> features() {
        return today().stream()
                .filter(SchemaMapping::isRestored)
                .flatMap(shape -> Optional.ofNullable(shape.map()).stream())
                .map(map -> map.feature())
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * Compares the snapshot with today, of all features, and keeps which were picked.
     *
     * @param features whose rows are to come back; empty: all
     * @throws Unavailable when PostgreSQL is away
     */
    public RestorePlan plan(
            GuildId guild, long snapshotId, Set<String> features, UserId by, Progress progress) {
        if (guild.equals(GuildId.DIRECT) || !isKnown(guild, snapshotId)) {
            return new RestorePlan.NotFound();
        }
        try (var _ = ArchiveLock.use(connections)) {
            var manifest = archive.manifest(snapshotId);
            if (!isOf(manifest, guild)) {
                return new RestorePlan.NotFound();
            }
            var source = source(manifest, guild, features);
            if (source.rows() > MOST_ROWS) {
                return new RestorePlan.TooLarge(source.rows());
            }
            return keep(source, by, ComparisonStore.compare(source, progress));
        } catch (IOException e) {
            LOG.errorf(e, "snapshot %d cannot be read", snapshotId);
            return new RestorePlan.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private RestorePlan keep(RestoreSource source, UserId by, ComparisonStore.Comparison compared) {
        var manifest = source.manifest();
        var planning =
                new RestoreStore.Planning(
                        manifest.snapshotId(), by, compared.hash(), manifest.takenAt());
        var summary =
                new Summary(
                        compared.diff().picked(source.picked()),
                        compared.diff().coinsMoved(),
                        Duration.ZERO);
        var restore =
                units.write(
                        source.guild(),
                        OperationKey.of("restore-plan:" + clock.instant()),
                        work -> store.add(work, planning, source.picked(), summary));
        return new RestorePlan.Ready(
                restore,
                manifest.snapshotId(),
                manifest.takenAt(),
                source.picked(),
                compared.diff());
    }

    /** Of this guild or of everything, and found whole. */
    private boolean isKnown(GuildId guild, long snapshotId) {
        return units.read(guild, new UserId(0), work -> snapshots.of(guild, work)).stream()
                .anyMatch(it -> it.snapshotId() == snapshotId && it.state().isProven());
    }

    private static boolean isOf(SnapshotManifest manifest, GuildId guild) {
        return manifest.guild() == SnapshotManifest.EVERYTHING || manifest.guild() == guild.value();
    }

    private RestoreSource source(SnapshotManifest manifest, GuildId guild, Set<String> features) {
        var today = today();
        var undone =
                units.read(guild, new UserId(0), work -> store.undone(work, manifest.snapshotId()));
        return new RestoreSource(
                connections,
                archive,
                manifest,
                today,
                SchemaMapping.of(manifest, today, undone.orElse(null)),
                guild,
                features);
    }

    private List<TableShape> today() {
        try (var reading = ReadTransaction.begin(connections)) {
            return reading.tables();
        }
    }

    /** What was done after that moment in the unit's guild, undoing included, the oldest first. */
    public List<RestoreEntry> doneSince(UnitOfWork work, Instant since) {
        return store.doneSince(work, since);
    }

    /** What was looked at or done, in the unit's guild. */
    public Optional<RestoreEntry> find(UnitOfWork work, long restoreId) {
        return store.find(work, restoreId);
    }

    /**
     * Every row that the picked features would change now; drawn anew each time.
     *
     * @return empty: there is no such restore, or its snapshot cannot be read
     */
    public Optional<DiffFile> file(GuildId guild, long restoreId) {
        var planned = look(guild, restoreId);
        if (planned.isEmpty()) {
            return Optional.empty();
        }
        try (var _ = ArchiveLock.use(connections)) {
            var manifest = archive.manifest(planned.get().snapshotId());
            return isOf(manifest, guild)
                    ? Optional.of(
                            ComparisonStore.file(source(manifest, guild, planned.get().features())))
                    : Optional.empty();
        } catch (IOException e) {
            LOG.errorf(e, "the file of restore %d cannot be drawn", restoreId);
            return Optional.empty();
        }
    }

    private Optional<RestoreEntry> look(GuildId guild, long restoreId) {
        return units.read(guild, new UserId(0), work -> store.find(work, restoreId));
    }

    /**
     * Does what was looked at, and takes a snapshot of the guild first. Called again, it tells what
     * it did.
     *
     * @throws Unavailable when PostgreSQL is away; the same call tells later whether it was done
     * @throws InterruptedException when it was stopped; nothing was changed
     */
    public RestoreResult apply(GuildId guild, long restoreId, UserId by, Progress progress)
            throws InterruptedException {
        var found = look(guild, restoreId);
        if (found.isEmpty()) {
            return new RestoreResult.NotFound();
        }
        var planned = found.get();
        if (planned.isDone()) {
            return done(planned);
        }
        if (clock.instant().isAfter(planned.plannedAt().plus(KEPT))) {
            return new RestoreResult.Changed();
        }
        var request =
                new SnapshotRequest(
                        SnapshotKind.BEFORE_RESTORE, "before restore " + restoreId, guild, by);
        return switch (snapshots.take(request, progress)) {
            case SnapshotResult.Verified(var entry) -> {
                var operation =
                        OperationKey.of("restore-%d:%s".formatted(restoreId, clock.instant()));
                yield apply(
                        new RestoreApplication(planned, entry.snapshotId(), operation, by),
                        progress);
            }
            case SnapshotResult.Failed(_, var why) -> new RestoreResult.Failed(why);
            case SnapshotResult.TooSoon _, SnapshotResult.NotNeeded _ -> new RestoreResult.Busy();
        };
    }

    private RestoreResult apply(RestoreApplication application, Progress progress) {
        var planned = application.planned();
        try (var _ = ArchiveLock.use(connections)) {
            var manifest = archive.manifest(planned.snapshotId());
            if (!isOf(manifest, planned.guild())) {
                return new RestoreResult.NotFound();
            }
            var source = source(manifest, planned.guild(), planned.features());
            return outcome(
                    planned, RestoreApplicationStore.apply(source, application, json, progress));
        } catch (IOException e) {
            LOG.errorf(e, "restore %d cannot read its snapshot", planned.restoreId());
            return new RestoreResult.Failed(String.valueOf(e.getMessage()));
        }
    }

    private RestoreResult outcome(RestoreEntry planned, RestoreApplication.Result result) {
        return switch (result) {
            case RestoreApplication.Result.Done(var summary) -> {
                LOG.infof(
                        "restore %d of guild %s from snapshot %d is done: %s",
                        planned.restoreId(), planned.guild(), planned.snapshotId(), summary);
                yield look(planned.guild(), planned.restoreId()).map(Restores::done).orElseThrow();
            }
            case RestoreApplication.Result.Already() ->
                    look(planned.guild(), planned.restoreId())
                            .filter(RestoreEntry::isDone)
                            .map(Restores::done)
                            .orElseGet(RestoreResult.NotFound::new);
            case RestoreApplication.Result.Changed() -> new RestoreResult.Changed();
            case RestoreApplication.Result.Busy() -> new RestoreResult.Busy();
            case RestoreApplication.Result.Failed(var why) -> {
                LOG.errorf("restore %d failed: %s", planned.restoreId(), why);
                yield new RestoreResult.Failed(why);
            }
        };
    }

    private static RestoreResult done(RestoreEntry entry) {
        var doneAt = entry.doneAt();
        if (doneAt == null) {
            throw new IllegalStateException("restore %d is not done".formatted(entry.restoreId()));
        }
        return new RestoreResult.Done(
                entry.restoreId(),
                entry.snapshotId(),
                entry.undoSnapshotId().orElseThrow(),
                entry.takenAt(),
                entry.summary().changed(),
                entry.summary().coinsMoved(),
                doneAt,
                entry.summary().took());
    }
}
