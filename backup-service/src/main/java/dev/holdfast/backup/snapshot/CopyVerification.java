package dev.holdfast.backup.snapshot;

import dev.holdfast.backup.archive.Archive;
import dev.holdfast.backup.archive.ReplicationResult;
import dev.holdfast.backup.archive.SnapshotManifest;
import dev.holdfast.backup.archive.Verdict;
import dev.holdfast.backup.postgres.ArchiveLock;
import dev.holdfast.kit.alert.Alert;
import dev.holdfast.kit.alert.Alerts;
import dev.holdfast.kit.database.Connections;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.GuildId;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Reads copies whole, writes down what came of it, and tells the operator of damage. A copy whose
 * location is away is read later; a damaged one once something was mended there. Safe for any
 * thread.
 */
@Singleton
final class CopyVerification {

    private static final Logger LOG = Logger.getLogger("holdfast.backup");

    private final Connections connections;
    private final Archive archive;
    private final SnapshotCatalog catalogue;
    private final Alerts alerts;

    /** Locations in which something was mended, whose damaged copies were not read since. */
    private final Set<String> mended = ConcurrentHashMap.newKeySet();

    @Inject
    CopyVerification(
            Connections connections, Archive archive, SnapshotCatalog catalogue, Alerts alerts) {
        this.connections = connections;
        this.archive = archive;
        this.catalogue = catalogue;
        this.alerts = alerts;
    }

    /** What the location lacked, or had damaged, was copied there. */
    void heard(@Observes ReplicationResult result) {
        if (result.failed().isEmpty() || result.writtenBytes() > 0) {
            mended.add(result.location());
        }
    }

    /** A snapshot of everything writes anew what was found damaged. */
    void heard(@Observes SnapshotProven event) {
        if (event.entry().guild().value() == SnapshotManifest.EVERYTHING) {
            mended.addAll(archive.locations());
        }
    }

    /**
     * Reads those that wait, the newest first: it is the one that is needed.
     *
     * @return how many were read
     */
    int verify(Predicate<GuildId> guilds) {
        forgetDamage();
        var waiting =
                catalogue.copies().stream()
                        .filter(each -> guilds.test(each.guild()))
                        .filter(this::isLocation)
                        .filter(each -> each.copy().verifiedAt() == null)
                        .filter(each -> each.copy().failure() == null)
                        .filter(each ->
                                ArchiveLock.isAbandoned(connections, each.copy().snapshotId()))
                        .toList()
                        .reversed();
        var away = new HashSet<String>();
        var read = 0;
        for (var each : waiting) {
            if (away.contains(each.copy().location())) {
                continue;
            }
            try (var _ = ArchiveLock.use(connections)) {
                switch (verify(each.guild(), each.copy())) {
                    case Verdict.Whole _, Verdict.Damaged _ -> read++;
                    case Verdict.Away(var why) -> {
                        if (isAway(each.copy().location())) {
                            // Each of its copies would wait for an answer as long.
                            away.add(each.copy().location());
                        } else {
                            alert(each.copy(), why);
                        }
                    }
                }
            }
        }
        return read;
    }

    /** Or it is one file that it does not give. */
    private boolean isAway(String location) {
        try {
            archive.look(location);
            return false;
        } catch (IOException e) {
            LOG.debugf("%s is away: %s", location, e.getMessage());
            return true;
        }
    }

    private void forgetDamage() {
        for (var location : Set.copyOf(mended)) {
            mended.remove(location);
            try {
                catalogue.copies().stream()
                        .filter(each -> each.copy().location().equals(location))
                        .filter(each -> each.copy().failure() != null)
                        .forEach(each ->
                                catalogue.mended(each.guild(), each.copy().snapshotId(), location));
            } catch (RuntimeException e) {
                mended.add(location);
                throw e;
            }
        }
    }

    /** Reads one whole in each location that has it; what came of it, by location. */
    Map<String, Verdict> verify(long snapshotId) {
        var verdicts = new TreeMap<String, Verdict>();
        try (var _ = ArchiveLock.use(connections)) {
            for (var each : catalogue.copies()) {
                if (each.copy().snapshotId() == snapshotId && isLocation(each)) {
                    var verdict = verify(each.guild(), each.copy());
                    verdicts.put(each.copy().location(), verdict);
                }
            }
        }
        return verdicts;
    }

    private boolean isLocation(SnapshotRowStore.GuildCopy copy) {
        return archive.locations().contains(copy.copy().location());
    }

    private Verdict verify(GuildId guild, SnapshotCopy copy) {
        var verdict = archive.verify(copy.snapshotId(), copy.location(), Progress.ALONE);
        LOG.infof(
                "snapshot %d in %s was read: %s",
                copy.snapshotId(), copy.location(), verdict.getClass().getSimpleName());
        catalogue.read(guild, copy.snapshotId(), copy.location(), verdict);
        catalogue.verified(guild, copy.snapshotId());
        if (verdict instanceof Verdict.Damaged damaged) {
            alert(copy, FailureWords.of(damaged));
        }
        return verdict;
    }

    private void alert(SnapshotCopy copy, String why) {
        alerts.operator(
                new Alert(
                        "backup.damaged",
                        copy.location(),
                        "Snapshot %d does not restore from %s: %s. Look at that location. Another location's copy, or the next snapshot, replaces what is damaged, and it is read again."
                                .formatted(copy.snapshotId(), copy.location(), why)));
    }
}
