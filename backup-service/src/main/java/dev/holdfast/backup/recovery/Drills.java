package dev.holdfast.backup.recovery;

import dev.holdfast.backup.archive.Archive;
import dev.holdfast.backup.archive.DamagedException;
import dev.holdfast.backup.archive.SnapshotKind;
import dev.holdfast.backup.archive.SnapshotManifest;
import dev.holdfast.backup.postgres.ArchiveLock;
import dev.holdfast.backup.postgres.DatabaseServer;
import dev.holdfast.backup.postgres.PostgresFailure;
import dev.holdfast.backup.snapshot.SnapshotEntry;
import dev.holdfast.backup.snapshot.SnapshotState;
import dev.holdfast.backup.snapshot.Snapshots;
import dev.holdfast.kit.alert.Alert;
import dev.holdfast.kit.alert.Alerts;
import dev.holdfast.kit.database.Connections;
import dev.holdfast.kit.progress.Progress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Proves snapshots: restores one into a scratch database, compares, measures, drops it. Only a
 * drill that came to its end in time counts. Safe for any thread.
 */
@Singleton
public final class Drills {

    private static final Logger LOG = Logger.getLogger("holdfast.recovery");

    /** One that takes longer is worth an alert, and would stand in the way of the next. */
    static final Duration LONGEST = Duration.ofHours(4);

    /** For so long after a snapshot was verified its drill is tried again. */
    private static final Duration PATIENCE = Duration.ofHours(12);

    private final Rebuild rebuild;
    private final Archive archive;
    private final Snapshots snapshots;
    private final Connections connections;
    private final Alerts alerts;

    @Inject
    Drills(
            Rebuild rebuild,
            Archive archive,
            Snapshots snapshots,
            Connections connections,
            Alerts alerts) {
        this.rebuild = rebuild;
        this.archive = archive;
        this.snapshots = snapshots;
        this.connections = connections;
        this.alerts = alerts;
    }

    /**
     * Drills the newest daily snapshot, unless it was drilled, or its drill failed. Where
     * PostgreSQL or a location was away, the next call tries again.
     */
    void next(Progress progress) throws InterruptedException {
        var newest =
                snapshots.all().stream()
                        .filter(Drills::isDaily)
                        .filter(entry -> entry.state().isProven())
                        .max(Comparator.comparingLong(SnapshotEntry::snapshotId));
        if (newest.isEmpty()) {
            return;
        }
        try (var server = DatabaseServer.ofRestorer(connections)) {
            dropLeftovers(server);
        }
        if (newest.get().state() == SnapshotState.VERIFIED && newest.get().failure() == null) {
            drill(newest.get().snapshotId(), progress, LONGEST);
        }
    }

    private static boolean isDaily(SnapshotEntry entry) {
        return entry.guild().value() == SnapshotManifest.EVERYTHING
                && entry.kind() == SnapshotKind.NIGHTLY;
    }

    /** What drills left that died, by name; one that is going on has claimed its name. */
    void dropLeftovers(DatabaseServer server) {
        for (var left : server.startingWith(prefix())) {
            if (server.claim(left)) {
                dropLeft(server, left);
            }
        }
    }

    /** One that somebody else made stays, and keeps no drill from being made. */
    private static void dropLeft(DatabaseServer server, String left) {
        try {
            server.drop(left);
            LOG.warnf("%s was left by a drill that died: dropped", left);
        } catch (PostgresFailure e) {
            LOG.warnf("%s is left behind: %s", left, e.getMessage());
        }
    }

    /**
     * Drills one snapshot.
     *
     * @param longest after which it is given up
     * @return how long the restore took; empty: it failed and the operator was told, it is tried
     *     again, or another drills it
     * @throws dev.holdfast.kit.progress.ClaimLost when another may have taken over: it counts for
     *     nothing
     */
    public Optional<Duration> drill(long snapshotId, Progress progress, Duration longest)
            throws InterruptedException {
        var name = prefix() + snapshotId;
        try (var _ = ArchiveLock.use(connections);
                var server = DatabaseServer.ofRestorer(connections)) {
            if (!server.claim(name)) {
                return Optional.empty();
            }
            server.drop(name);
            var deadline = new Deadline(progress, longest);
            var rebuilt = rebuild.run(server, archive.manifest(snapshotId), name, deadline);
            server.drop(name);
            deadline.goOn();
            return counted(snapshotId, rebuilt.took());
        } catch (RebuildFailed | IOException | PostgresFailure | Deadline.Passed e) {
            failed(snapshotId, e);
            return Optional.empty();
        }
    }

    private Optional<Duration> counted(long snapshotId, Duration took) {
        if (!snapshots.drilled(snapshotId, took)) {
            LOG.warnf("snapshot %d is not verified any more: its drill does not count", snapshotId);
            return Optional.empty();
        }
        return Optional.of(took);
    }

    private void failed(long snapshotId, Exception failed) {
        var why = String.valueOf(failed.getMessage());
        if (!passes(failed)) {
            snapshots.drillFailed(snapshotId, why);
        } else if (!snapshots.drillGivenUp(snapshotId, why, PATIENCE)) {
            LOG.warnf("the drill of snapshot %d is tried again: %s", snapshotId, why);
            return;
        }
        LOG.errorf("the drill of snapshot %d failed: %s", snapshotId, why);
        alerts.operator(
                new Alert(
                        "backup.drill",
                        Long.toString(snapshotId),
                        "Snapshot %d could not be restored for a trial: %s It may not restore when it is needed."
                                .formatted(snapshotId, why)));
    }

    /** Whether it says nothing of the snapshot, since PostgreSQL or a location was away. */
    private static boolean passes(Exception failed) {
        return switch (failed) {
            case RebuildFailed rebuild ->
                    switch (rebuild.getCause()) {
                        case PostgresFailure refused -> refused.passes();
                        case IOException unread -> passes(unread);
                        case null, default -> false;
                    };
            case IOException unread -> passes(unread);
            case PostgresFailure _ -> true;
            // What took too long would do so again.
            default -> false;
        };
    }

    private static boolean passes(IOException unread) {
        return !(unread instanceof DamagedException || unread instanceof NoSuchFileException);
    }

    private String prefix() {
        return connections.database() + "_drill_";
    }
}
