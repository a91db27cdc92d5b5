package dev.holdfast.backup.snapshot;

import dev.holdfast.backup.archive.Archive;
import dev.holdfast.backup.archive.SnapshotKind;
import dev.holdfast.backup.archive.SnapshotManifest;
import dev.holdfast.backup.postgres.ArchiveLock;
import dev.holdfast.backup.postgres.PostgresFailure;
import dev.holdfast.backup.settings.BackupSettings;
import dev.holdfast.kit.alert.Alert;
import dev.holdfast.kit.alert.Alerts;
import dev.holdfast.kit.database.Connections;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.progress.ClaimLost;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.GuildId;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Takes snapshots and says which there are. A snapshot is RUNNING, then COPIED once every location
 * that answers has it and it was read back, then VERIFIED once it was compared with its source and
 * read whole. Safe for any thread.
 */
@Singleton
public final class Snapshots {

    /** A guild's admins may take one so often; the database bears that. */
    public static final Duration PAUSE = Duration.ofMinutes(10);

    private static final Logger LOG = Logger.getLogger("holdfast.backup");
    private static final String STOPPED = "it was stopped";
    private static final int MOST_SHOWN = 200;
    private static final long MEGABYTE = 1_000_000;
    private static final int GUILDS_AT_ONCE = 2;

    private final Connections connections;
    private final Archive archive;
    private final SnapshotCatalog catalogue;
    private final CatalogMaintenance upkeep;
    private final Alerts alerts;
    private final Event<SnapshotProven> proven;
    private final String application;
    private final BackupSettings settings;
    private final SnapshotMetrics metrics;
    private final Semaphore wholes = new Semaphore(1, true);
    private final Semaphore guilds = new Semaphore(GUILDS_AT_ONCE, true);

    @Inject
    Snapshots(
            Connections connections,
            Archive archive,
            SnapshotCatalog catalogue,
            CatalogMaintenance upkeep,
            Alerts alerts,
            Event<SnapshotProven> proven,
            @ConfigProperty(name = "holdfast.build") String application,
            BackupSettings settings,
            SnapshotMetrics metrics) {
        this.connections = connections;
        this.archive = archive;
        this.catalogue = catalogue;
        this.upkeep = upkeep;
        this.alerts = alerts;
        this.proven = proven;
        this.application = application;
        this.settings = settings;
        this.metrics = metrics;
    }

    /**
     * Takes one, however long that takes: for a guild seconds, for everything minutes. Whoever asks
     * while another is taken waits.
     *
     * @param progress hears of it; half of it is exporting, half verifying
     * @throws InterruptedException when it was stopped; there is no such snapshot then
     */
    public SnapshotResult take(SnapshotRequest request, Progress progress)
            throws InterruptedException {
        try {
            return take(catalogue.next(request.guild()), request, progress);
        } catch (Unavailable e) {
            return failed(request, 0, e);
        }
    }

    private FreeNumbers numbers(GuildId guild) {
        return new FreeNumbers(
                archive,
                new FreeNumbers.Sequence() {
                    @Override
                    public long next() {
                        return catalogue.next(guild);
                    }

                    @Override
                    public void past(long snapshotId) {
                        catalogue.past(snapshotId);
                    }
                });
    }

    /** Numbers that are drawn from now on are past all in the archive that open. */
    void passArchive() {
        numbers(GuildId.DIRECT).passArchive();
    }

    /** The same with a number that was drawn before, unless the archive has one of that number. */
    SnapshotResult take(long drawn, SnapshotRequest request, Progress progress)
            throws InterruptedException {
        var places = request.guild().value() == SnapshotManifest.EVERYTHING ? wholes : guilds;
        places.acquire();
        try (var lock = ArchiveLock.use(connections)) {
            var id = numbers(request.guild()).from(drawn);
            if (!lock.mark(id)) {
                throw new IllegalStateException("somebody else takes snapshot " + id);
            }
            return switch (begin(id, request)) {
                case SnapshotCatalog.Beginning.May() -> take(id, request, lock, progress);
                case SnapshotCatalog.Beginning.Not(var last) ->
                        last.<SnapshotResult>map(at -> new SnapshotResult.TooSoon(at.plus(PAUSE)))
                                .orElseGet(SnapshotResult.NotNeeded::new);
            };
        } catch (IOException | PostgresFailure | Unavailable e) {
            return failed(request, 0, e);
        } finally {
            places.release();
        }
    }

    /** One that a dead process was taking stands in nobody's way. */
    private SnapshotCatalog.Beginning begin(long id, SnapshotRequest request) {
        var beginning = catalogue.begin(id, request, PAUSE);
        return beginning instanceof SnapshotCatalog.Beginning.Not
                        && upkeep.keep(request.guild()).abandoned() > 0
                ? catalogue.begin(id, request, PAUSE)
                : beginning;
    }

    /** Where nobody waits for it or its turn after it, it leaves the machine to commands. */
    private Throttle throttle(SnapshotKind kind) {
        return switch (kind) {
            case NIGHTLY, START, MANUAL ->
                    new Throttle(
                            settings.megabytesPerSecond() * MEGABYTE, wholes::hasQueuedThreads);
            case MIGRATION, GUILD, BEFORE_RESTORE -> Throttle.UNLIMITED;
        };
    }

    private SnapshotResult take(
            long id, SnapshotRequest request, ArchiveLock lock, Progress progress)
            throws InterruptedException {
        var began = System.nanoTime();
        var reached = new ExportProgress(progress, id, throttle(request.kind()));
        LOG.infof(
                "snapshot %d begins: %s of %s, %s",
                id, request.kind(), request.guild(), request.reason());
        try (var _ = metrics.running(request.kind(), reached)) {
            var taking = new SnapshotTask(connections, archive, application, lock, reached);
            var size = catalogue.lastSize(request.guild());
            var news = new SnapshotReporter(catalogue, alerts, id, request.guild(), began);
            var whole = taking.take(id, request, size, news);
            catalogue.verified(request.guild(), id);
            LOG.infof(
                    "snapshot %d is verified in %s: %d rows, %d bytes, %d ms",
                    id, whole, reached.rows(), reached.bytes(), millisSince(began));
            return new SnapshotResult.Verified(proven(request.guild(), id));
        } catch (InterruptedException | ClaimLost e) {
            noteFailed(request, id, STOPPED);
            throw e;
        } catch (IOException | RuntimeException e) {
            // What is interrupted while it asks PostgreSQL or a store sees a broken connection.
            if (Thread.interrupted()) {
                noteFailed(request, id, STOPPED);
                throw new InterruptedException();
            }
            return failed(request, id, e);
        }
    }

    private SnapshotEntry proven(GuildId guild, long id) {
        var entry =
                catalogue.all().stream()
                        .filter(each -> each.snapshotId() == id && each.guild().equals(guild))
                        .findAny()
                        .orElseThrow();
        try {
            proven.fire(new SnapshotProven(entry));
        } catch (RuntimeException e) {
            LOG.errorf(e, "what follows on snapshot %d failed", id);
        }
        return entry;
    }

    private SnapshotResult failed(SnapshotRequest request, long id, Exception failed) {
        var why = FailureWords.of(failed);
        LOG.errorf(failed, "snapshot %d of %s failed", id, request.guild());
        noteFailed(request, id, why);
        metrics.failed(request.kind());
        if (request.guild().value() == SnapshotManifest.EVERYTHING) {
            alerts.operator(
                    new Alert(
                            "backup.failed",
                            request.kind().name(),
                            "The snapshot (%s) failed: %s. Earlier ones are kept."
                                    .formatted(request.reason(), why)));
        }
        return new SnapshotResult.Failed(id, why);
    }

    /** Where the database is away too, its entry is found to be abandoned later. */
    private void noteFailed(SnapshotRequest request, long id, String why) {
        try {
            if (id > 0) {
                catalogue.failed(request.guild(), id, why);
            }
        } catch (RuntimeException e) {
            LOG.warnf("that snapshot %d failed is not written down: %s", id, e.getMessage());
        }
    }

    /** The guild's own and those of everything, the newest first, at most 200. */
    public List<SnapshotEntry> of(GuildId guild, UnitOfWork work) {
        if (!work.guild().equals(guild)) {
            throw new IllegalArgumentException("this unit of work is of guild " + work.guild());
        }
        return SnapshotStore.seen(work, MOST_SHOWN);
    }

    /** One that the unit's guild may be restored from. */
    public Optional<SnapshotEntry> find(long snapshotId, UnitOfWork work) {
        return SnapshotStore.find(work, snapshotId);
    }

    /** Of everything, by the order in which they were begun, whatever the clocks said. */
    public Optional<SnapshotEntry> newestVerified() {
        return catalogue.newestProven();
    }

    /** Whether one of everything was taken within that time, and is verified. */
    public boolean isVerifiedWithin(Duration time) {
        return catalogue.isProvenWithin(time);
    }

    /** All of all guilds, the oldest first. */
    public List<SnapshotEntry> all() {
        return catalogue.all();
    }

    /** Where they are. */
    public List<SnapshotCopy> copies() {
        return catalogue.copies().stream().map(SnapshotRowStore.GuildCopy::copy).toList();
    }

    /**
     * Notes that one of everything was restored into a scratch database, and that compared.
     *
     * @return false: it is not verified, so it does not count as drilled
     */
    public boolean drilled(long snapshotId, Duration took) {
        return catalogue.drilled(snapshotId, took);
    }

    /** Notes that its drill failed, and why; it stays as far as it was. */
    public void drillFailed(long snapshotId, String why) {
        catalogue.drillFailed(snapshotId, why);
    }

    /**
     * Notes the same of a drill that came to no end, if the snapshot was verified so long ago.
     *
     * @return false: it was verified since, and nothing is noted
     */
    public boolean drillGivenUp(long snapshotId, String why, Duration patience) {
        return catalogue.drillGivenUp(snapshotId, why, patience);
    }

    /** Notes that a location has it no longer. */
    public void pruned(SnapshotEntry entry, String location) {
        catalogue.gone(entry.guild(), entry.snapshotId(), location);
    }

    private static long millisSince(long began) {
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }
}
