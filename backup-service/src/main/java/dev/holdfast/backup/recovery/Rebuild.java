package dev.holdfast.backup.recovery;

import dev.holdfast.backup.archive.Archive;
import dev.holdfast.backup.archive.ChunkRef;
import dev.holdfast.backup.archive.SnapshotManifest;
import dev.holdfast.backup.archive.TableContent;
import dev.holdfast.backup.postgres.DatabaseServer;
import dev.holdfast.backup.postgres.PostgresFailure;
import dev.holdfast.backup.postgres.Structure;
import dev.holdfast.kit.progress.Progress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/**
 * Makes a database from a snapshot and compares it with the snapshot: structure, rows, hashes,
 * foreign keys, sequences, ledger. Safe for any thread.
 */
@Singleton
public final class Rebuild {

    private static final Logger LOG = Logger.getLogger("holdfast.recovery");

    /** Rows with their headers, and indexes beside them. */
    private static final int BYTES_FOR_EACH = 2;

    private final Archive archive;

    @Inject
    Rebuild(Archive archive) {
        this.archive = archive;
    }

    /**
     * Makes it; on failure nothing is left of it. The caller has claimed the name.
     *
     * @param database must not be there
     * @throws RebuildFailed in a sentence that says why
     * @throws InterruptedException when the thread was interrupted
     */
    Rebuilt run(
            DatabaseServer server, SnapshotManifest manifest, String database, Progress progress)
            throws RebuildFailed, InterruptedException {
        var began = System.nanoTime();
        if (manifest.guild() != SnapshotManifest.EVERYTHING) {
            throw new RebuildFailed(
                    "Snapshot %d holds one guild: it is restored in Discord by /restore."
                            .formatted(manifest.snapshotId()));
        }
        if (server.exists(database)) {
            throw new RebuildFailed(
                    "There is a database %s already: drop it, or rename it.".formatted(database));
        }
        checkRoom(server.freeBytes(), manifest);
        var structure = structure(manifest);
        var whole = false;
        try {
            server.create(database, structure.database());
            new RebuildAttempt(archive, server, manifest, structure, database, progress).run();
            whole = true;
        } catch (IOException | PostgresFailure e) {
            throw new RebuildFailed(
                    "Snapshot %d was not restored: %s"
                            .formatted(manifest.snapshotId(), e.getMessage()),
                    e);
        } finally {
            if (!whole) {
                drop(server, database);
            }
        }
        var took = Duration.ofNanos(System.nanoTime() - began);
        LOG.infof(
                "snapshot %d is restored into %s: %d rows, %d ms",
                manifest.snapshotId(), database, manifest.rows(), took.toMillis());
        return new Rebuilt(database, manifest, structure, took);
    }

    /** A failure here does not hide the one that led to it; the next start removes what is left. */
    static void drop(DatabaseServer server, String database) {
        try {
            server.drop(database);
        } catch (PostgresFailure e) {
            LOG.warnf("%s is left behind: %s", database, e.getMessage());
        }
    }

    private static void checkRoom(OptionalLong free, SnapshotManifest manifest)
            throws RebuildFailed {
        var needed = BYTES_FOR_EACH * plainBytes(manifest);
        if (free.isPresent() && free.getAsLong() < needed) {
            throw new RebuildFailed(
                    "Snapshot %d needs about %d MB on PostgreSQL's disk and %d are free: make room, and restore again."
                            .formatted(
                                    manifest.snapshotId(), needed >> 20, free.getAsLong() >> 20));
        }
    }

    static long plainBytes(SnapshotManifest manifest) {
        return manifest.tables().stream().mapToLong(Rebuild::bytesOf).sum();
    }

    static long bytesOf(TableContent table) {
        return table.chunks().stream().mapToLong(ChunkRef::plainBytes).sum();
    }

    private Structure structure(SnapshotManifest manifest) throws RebuildFailed {
        try {
            return Structure.parse(archive.structure(manifest));
        } catch (IOException | IllegalArgumentException e) {
            throw new RebuildFailed(
                    "The structure of snapshot %d cannot be read: %s"
                            .formatted(manifest.snapshotId(), e.getMessage()),
                    e);
        }
    }
}
