package dev.holdfast.backup.snapshot;

import dev.holdfast.backup.archive.Archive;
import dev.holdfast.backup.archive.Listing;
import dev.holdfast.backup.archive.Verdict;
import dev.holdfast.backup.postgres.ArchiveLock;
import dev.holdfast.kit.alert.Alert;
import dev.holdfast.kit.alert.Alerts;
import dev.holdfast.kit.database.Connections;
import dev.holdfast.kit.database.DatabaseStart;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import dev.holdfast.kit.protocol.GuildId;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Keeps the catalogue true: what a dead process was taking has failed, what the archive has is
 * written down, and what nobody has read whole yet is. So it is rebuilt from manifests after the
 * database was lost or restored. Safe for any thread.
 */
@Singleton
public final class CatalogMaintenance {

    private static final Logger LOG = Logger.getLogger("holdfast.backup");
    private static final Duration BETWEEN = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LISTS = Duration.ofHours(1);
    private static final String ABANDONED =
            "the process that took it died; what it had written is not part of any snapshot";

    private final Connections connections;
    private final Archive archive;
    private final SnapshotCatalog catalogue;
    private final CopyVerification verification;
    private final Alerts alerts;
    private final DatabaseStart start;
    private final PollingLoop rounds;
    private long listedAt;
    private boolean isListed;

    /** What one round found. */
    public record Found(int abandoned, int written, int verified) {}

    @Inject
    CatalogMaintenance(
            Connections connections,
            Archive archive,
            SnapshotCatalog catalogue,
            CopyVerification verification,
            Alerts alerts,
            DatabaseStart start,
            PollingLoops loops) {
        this.connections = connections;
        this.archive = archive;
        this.catalogue = catalogue;
        this.verification = verification;
        this.alerts = alerts;
        this.start = start;
        this.rounds = loops.every("backup-upkeep", BETWEEN, this::round);
    }

    void start(@Observes StartupEvent event) {
        rounds.start();
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.interrupt(Duration.ofSeconds(1));
    }

    private void round() {
        if (!(start.state() instanceof DatabaseStart.State.Ready)) {
            return;
        }
        var lists = !isListed || System.nanoTime() - listedAt > BETWEEN_LISTS.toNanos();
        keep(lists);
        if (lists) {
            listedAt = System.nanoTime();
            isListed = true;
        }
    }

    /**
     * Does it once. One that is abandoned may be published all the same: in a restored database,
     * the snapshot that it was restored from is still running.
     *
     * @param lists whether to compare with what all locations have, even if nothing is abandoned
     */
    public Found keep(boolean lists) {
        return keep(lists, _ -> true);
    }

    /** The same for what dead processes were taking of one guild, or of everything. */
    Found keep(GuildId guild) {
        return keep(false, guild::equals);
    }

    private Found keep(boolean lists, Predicate<GuildId> guilds) {
        var abandoned = abandon(guilds);
        var written = lists || abandoned > 0 ? compare() : 0;
        var verified = verification.verify(guilds);
        finish(guilds);
        return new Found(abandoned, written, verified);
    }

    private int abandon(Predicate<GuildId> guilds) {
        var abandoned =
                catalogue.running().stream()
                        .filter(each -> guilds.test(each.guild()))
                        .filter(each -> ArchiveLock.isAbandoned(connections, each.snapshotId()))
                        .toList();
        abandoned.forEach(each -> {
            LOG.warnf("snapshot %d failed: %s", each.snapshotId(), ABANDONED);
            catalogue.failed(each.guild(), each.snapshotId(), ABANDONED);
        });
        return abandoned.size();
    }

    /** Nobody prunes meanwhile, and what is published meanwhile is written down by its process. */
    private int compare() {
        try (var _ = ArchiveLock.use(connections)) {
            var before = catalogue.copies();
            var running =
                    catalogue.running().stream()
                            .map(SnapshotEntry::snapshotId)
                            .collect(Collectors.toSet());
            var listing = archive.list();
            listing.unreadable().forEach(this::unreadable);
            var known = before.stream().map(CatalogMaintenance::key).collect(Collectors.toSet());
            var written = 0;
            for (var found : listing.found()) {
                if (!known.contains(key(found)) && !running.contains(found.snapshotId())) {
                    written += catalogue.found(found.manifest(), found.location()) ? 1 : 0;
                }
            }
            listing.found().stream()
                    .mapToLong(Listing.Found::snapshotId)
                    .max()
                    .ifPresent(catalogue::past);
            var there =
                    listing.found().stream()
                            .map(CatalogMaintenance::key)
                            .collect(Collectors.toSet());
            before.stream()
                    .filter(copy -> !there.contains(key(copy)) && !mayBeThere(copy, listing))
                    .forEach(this::gone);
            return written;
        }
    }

    /**
     * Whether its location does not say what it has, or not all of it. A location that is not named
     * any more has nothing: that is found again when it returns.
     */
    private boolean mayBeThere(SnapshotRowStore.GuildCopy copy, Listing listing) {
        var location = copy.copy().location();
        return archive.locations().contains(location)
                && (listing.away().containsKey(location)
                        || listing.unreadable().stream()
                                .anyMatch(it -> it.location().equals(location)));
    }

    private void gone(SnapshotRowStore.GuildCopy copy) {
        LOG.warnf(
                "snapshot %d is not in %s any more",
                copy.copy().snapshotId(), copy.copy().location());
        catalogue.gone(copy.guild(), copy.copy().snapshotId(), copy.copy().location());
    }

    private void unreadable(Listing.Unreadable manifest) {
        alerts.operator(
                new Alert(
                        "backup.damaged",
                        manifest.location() + manifest.path(),
                        "%s in %s does not open: %s. Nothing is pruned there until it is mended or removed."
                                .formatted(manifest.path(), manifest.location(), manifest.why())));
    }

    /** Of which every location was read, by a process that died before it said so. */
    private void finish(Predicate<GuildId> guilds) {
        catalogue.copied().stream()
                .filter(each -> guilds.test(each.guild()))
                .filter(each -> ArchiveLock.isAbandoned(connections, each.snapshotId()))
                .forEach(each -> catalogue.verified(each.guild(), each.snapshotId()));
    }

    /** Reads one whole in each location that has it; what came of it, by location. */
    Map<String, Verdict> verify(long snapshotId) {
        return verification.verify(snapshotId);
    }

    private static String key(SnapshotRowStore.GuildCopy copy) {
        return copy.copy().snapshotId() + " " + copy.copy().location();
    }

    private static String key(Listing.Found found) {
        return found.snapshotId() + " " + found.location();
    }
}
