package dev.holdfast.backup.retention;

import dev.holdfast.backup.archive.Archive;
import dev.holdfast.backup.archive.SnapshotManifest;
import dev.holdfast.backup.archive.SweepResult;
import dev.holdfast.backup.postgres.ArchiveLock;
import dev.holdfast.backup.settings.BackupSettings;
import dev.holdfast.backup.snapshot.SnapshotEntry;
import dev.holdfast.backup.snapshot.SnapshotProven;
import dev.holdfast.backup.snapshot.Snapshots;
import dev.holdfast.kit.database.Connections;
import dev.holdfast.kit.progress.Progress;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * Removes snapshots that are not kept any longer: their manifests first, and then, while nobody
 * uses the archive, the chunks that no manifest names. Removes nothing in doubt. Safe for any
 * thread.
 */
@Singleton
public final class Retention {

    private static final Logger LOG = Logger.getLogger("holdfast.backup");

    private final Snapshots snapshots;
    private final Archive archive;
    private final Connections connections;
    private final ClockWatch watch;
    private final Clock clock;
    private final KeepRule rule;
    private final MeterRegistry metrics;

    @Inject
    Retention(
            Snapshots snapshots,
            Archive archive,
            Connections connections,
            ClockWatch watch,
            Clock clock,
            BackupSettings settings,
            MeterRegistry metrics) {
        this.snapshots = snapshots;
        this.archive = archive;
        this.connections = connections;
        this.watch = watch;
        this.clock = clock;
        this.rule =
                new KeepRule(
                        Duration.ofDays(settings.keepDays()),
                        Math.max(KeepRule.FEWEST, settings.keepDays()));
        this.metrics = metrics;
    }

    /** What came of it. */
    public sealed interface Pruned {

        /**
         * It was done.
         *
         * @param snapshots how many copies were removed
         * @param chunks how many files behind them
         */
        record Done(int snapshots, long chunks) implements Pruned {}

        /** Nothing was removed, and why. */
        record Not(String why) implements Pruned {}
    }

    /** Removes what is not kept, in all locations. */
    public Pruned prune(Progress progress) throws IOException {
        var entries = snapshots.all();
        var doubt = doubt(entries);
        if (doubt.isPresent()) {
            return new Pruned.Not(doubt.get());
        }
        var copies = snapshots.copies();
        var removed = 0;
        for (var location : archive.locations()) {
            for (var entry : new Expiry(rule, location, copies).of(entries)) {
                progress.goOn();
                remove(entry, location);
                removed++;
            }
        }
        var chunks = sweep();
        return new Pruned.Done(removed, chunks);
    }

    /** Why nothing may be removed now; empty: nothing speaks against it. */
    private Optional<String> doubt(List<SnapshotEntry> entries) {
        var doubt = PruneObstacle.about(entries, archive.list(), watch, clock.instant());
        doubt.ifPresent(why -> {
            LOG.warnf("nothing is pruned: %s", why);
            metrics.counter("holdfast.backup.prune.held").increment();
        });
        return doubt;
    }

    /**
     * A guild's oldest ones go when it has taken another. In doubt they stay; the hourly job
     * removes them.
     */
    void heard(@Observes SnapshotProven event) {
        var guild = event.entry().guild();
        if (guild.value() == SnapshotManifest.EVERYTHING) {
            return;
        }
        var entries = snapshots.all();
        var own = entries.stream().filter(it -> it.guild().equals(guild)).toList();
        var copies = snapshots.copies();
        var expired = new TreeMap<String, List<SnapshotEntry>>();
        for (var location : archive.locations()) {
            expired.put(location, new Expiry(rule, location, copies).ofGuild(own));
        }
        // All manifests are read to know of doubts: only where there is something to remove.
        if (expired.values().stream().allMatch(List::isEmpty) || doubt(entries).isPresent()) {
            return;
        }
        expired.forEach((location, old) -> old.forEach(entry -> removeNowOrLater(entry, location)));
    }

    private void removeNowOrLater(SnapshotEntry entry, String location) {
        try {
            remove(entry, location);
        } catch (IOException e) {
            LOG.warnf("%s is pruned later: %s", location, e.getMessage());
        }
    }

    private void remove(SnapshotEntry entry, String location) throws IOException {
        archive.delete(entry.snapshotId(), location);
        snapshots.pruned(entry, location);
        LOG.infof("snapshot %d is removed from %s", entry.snapshotId(), location);
    }

    /** Not while a snapshot is written, whose chunks no manifest names yet, or one is read. */
    private long sweep() throws IOException {
        var lock = ArchiveLock.prune(connections);
        if (lock.isEmpty()) {
            LOG.info("the archive is in use; what no snapshot names is swept later");
            return 0;
        }
        try (var _ = lock.get()) {
            var files = 0L;
            for (var location : archive.locations()) {
                switch (archive.sweep(location)) {
                    case SweepResult.Done(var some, var bytes) -> {
                        LOG.infof(
                                "%d files with %d bytes are swept from %s", some, bytes, location);
                        files += some;
                    }
                    case SweepResult.Postponed(var why) ->
                            LOG.infof("%s is swept later: %s", location, why);
                }
            }
            return files;
        }
    }
}
