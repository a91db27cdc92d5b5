package dev.holdfast.backup.snapshot;

import dev.holdfast.backup.archive.Archive;
import dev.holdfast.backup.archive.Listing;
import dev.holdfast.backup.archive.PublishResult;
import dev.holdfast.backup.archive.SnapshotKind;
import dev.holdfast.backup.archive.SnapshotManifest;
import dev.holdfast.backup.archive.Verdict;
import dev.holdfast.backup.postgres.ArchiveLock;
import dev.holdfast.backup.postgres.PostgresFailure;
import dev.holdfast.backup.postgres.SnapshotNumbers;
import dev.holdfast.kit.database.Connections;
import dev.holdfast.kit.progress.Progress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Takes a snapshot of everything while the catalogue cannot be used, since its schema waits to be
 * migrated. It is written down from its manifest later.
 */
@Singleton
public final class UnlistedSnapshot {

    private static final Logger LOG = Logger.getLogger("holdfast.backup");

    private final Connections connections;
    private final Archive archive;
    private final String application;

    @Inject
    UnlistedSnapshot(
            Connections connections,
            Archive archive,
            @ConfigProperty(name = "holdfast.build") String application) {
        this.connections = connections;
        this.archive = archive;
        this.application = application;
    }

    /**
     * Takes it, and returns once it is verified.
     *
     * @throws IllegalStateException with a sentence for the operator, where there is none
     */
    public void take(String reason) {
        try (var lock = ArchiveLock.use(connections)) {
            var drawn = SnapshotNumbers.next(connections);
            if (drawn.isEmpty()) {
                LOG.info("the schema has never had a snapshot, so it is migrated without one");
                return;
            }
            var numbers = new FreeNumbers(archive, new AdminSequence(connections));
            var id = numbers.from(drawn.getAsLong());
            if (!lock.mark(id)) {
                throw new IllegalStateException("Another process takes snapshot " + id + ".");
            }
            var progress = new ExportProgress(Progress.ALONE, id, Throttle.UNLIMITED);
            var taking = new SnapshotTask(connections, archive, application, lock, progress);
            var request = SnapshotRequest.whole(SnapshotKind.MIGRATION, reason);
            var whole = taking.take(id, request, lastSize(), new InLog(id));
            LOG.infof("snapshot %d is verified in %s: %d rows", id, whole, progress.rows());
        } catch (IOException | UncheckedIOException | PostgresFailure e) {
            throw new IllegalStateException(
                    "There is no verified snapshot: " + FailureWords.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while a snapshot was taken.", e);
        }
    }

    /** What the last one of everything stores, to see whether there is room; 0: there is none. */
    private long lastSize() {
        return archive.list().found().stream()
                .filter(found -> found.guild() == SnapshotManifest.EVERYTHING)
                .max(Comparator.comparingLong(Listing.Found::snapshotId))
                .map(found -> found.manifest().storedBytes())
                .orElse(0L);
    }

    /** The catalogue's sequence, drawn from by the admin. */
    private record AdminSequence(Connections connections) implements FreeNumbers.Sequence {

        @Override
        public long next() {
            return SnapshotNumbers.next(connections).orElseThrow();
        }

        @Override
        public void past(long snapshotId) {
            SnapshotNumbers.past(connections, snapshotId);
        }
    }

    private record InLog(long id) implements SnapshotTask.Listener {

        @Override
        public void copied(SnapshotManifest manifest, PublishResult published) {
            LOG.infof("snapshot %d is copied to %s", id, published.locations());
        }

        @Override
        public void read(String location, Verdict verdict) {
            FailureWords.wrong(verdict)
                    .ifPresent(why -> LOG.errorf("snapshot %d in %s: %s", id, location, why));
        }
    }
}
