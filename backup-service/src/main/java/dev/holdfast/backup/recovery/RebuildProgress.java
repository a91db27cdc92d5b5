package dev.holdfast.backup.recovery;

import dev.holdfast.backup.archive.SnapshotManifest;
import dev.holdfast.backup.archive.TableContent;
import dev.holdfast.kit.progress.Progress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * How far a restore is: for whoever waits and, every few seconds, in the log. Safe for any thread.
 */
final class RebuildProgress {

    private static final Logger LOG = Logger.getLogger("holdfast.recovery");
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(2);
    private static final int PARTS = 10_000;

    /** Rows are written and read back; indexes and keys come between. */
    private static final int PASSES = 3;

    private final Progress progress;
    private final long snapshotId;
    private final long total;
    private final long began = System.nanoTime();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong lineAt = new AtomicLong(began);

    RebuildProgress(Progress progress, SnapshotManifest manifest) {
        this.progress = progress;
        this.snapshotId = manifest.snapshotId();
        this.total = Math.max(1, PASSES * Rebuild.plainBytes(manifest));
    }

    void goOn() {
        progress.goOn();
    }

    void loaded(long bytes) {
        reached(bytes);
    }

    void compared(TableContent table) {
        reached(Rebuild.bytesOf(table));
    }

    void done() {
        done.set(total);
        progress.reached(PARTS, PARTS);
    }

    private void reached(long more) {
        var share = Math.min(1, (double) done.addAndGet(more) / total);
        progress.reached(Math.round(share * PARTS), PARTS);
        var last = lineAt.get();
        var now = System.nanoTime();
        if (now - last > BETWEEN_LINES.toNanos() && lineAt.compareAndSet(last, now)) {
            var taken = (now - began) / 1e9;
            LOG.infof(
                    "restore: snapshot %d, %.0f%%, about %.0f s left",
                    snapshotId, share * 100, taken * (1 - share) / share);
        }
    }
}
