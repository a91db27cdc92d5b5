package dev.holdfast.backup.snapshot;

import dev.holdfast.kit.progress.Progress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * How far a snapshot is: rows, bytes, share and time left, for whoever waits, in the log every few
 * seconds and in the metrics. Exporting is one half of it, verifying the other; both are throttled.
 * Safe for any thread.
 */
final class ExportProgress {

    private static final Logger LOG = Logger.getLogger("holdfast.backup");
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    private static final int PARTS = 10_000;
    private static final double MEGA = 1e6;

    private final Progress progress;
    private final long snapshotId;
    private final Throttle throttle;
    private final long began = System.nanoTime();
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong expected = new AtomicLong(1);
    private final AtomicLong lineAt = new AtomicLong(began);
    private volatile double share;

    ExportProgress(Progress progress, long snapshotId, Throttle throttle) {
        this.progress = progress;
        this.snapshotId = snapshotId;
        this.throttle = throttle;
    }

    Throttle throttle() {
        return throttle;
    }

    /** So many bytes are expected in all. */
    void expect(long most) {
        expected.set(Math.max(1, most));
    }

    /** A segment was written. */
    void exported(long moreRows, long moreBytes) {
        rows.addAndGet(moreRows);
        var done = bytes.addAndGet(moreBytes);
        var total = expected.accumulateAndGet(done, Math::max);
        reached((double) done / total / 2);
        throttle.done(moreBytes);
    }

    /** All rows are in the archive. */
    void copied() {
        expected.set(Math.max(1, bytes.get()));
        reached(0.5);
    }

    /** Hears of one of the locations in which the snapshot is verified. */
    Progress verifying(int location, int locations) {
        return new Progress() {
            private double before;

            @Override
            public void reached(long done, long total) {
                var within = (double) done / Math.max(1, total);
                ExportProgress.this.reached(0.5 + (location + within) / locations / 2);
                throttle.done(Math.round((within - before) * bytes.get()));
                before = within;
            }

            @Override
            public void goOn() {
                progress.goOn();
            }
        };
    }

    void goOn() {
        progress.goOn();
    }

    long rows() {
        return rows.get();
    }

    long bytes() {
        return bytes.get();
    }

    double share() {
        return share;
    }

    private void reached(double part) {
        share = Math.clamp(part, 0, 1);
        progress.reached(Math.round(share * PARTS), PARTS);
        var last = lineAt.get();
        var now = System.nanoTime();
        if (now - last > BETWEEN_LINES.toNanos() && lineAt.compareAndSet(last, now)) {
            var taken = (now - began) / 1e9;
            LOG.infof(
                    "snapshot %d: %d rows, %.1f MB, %.0f%%, about %.0f s left",
                    snapshotId,
                    rows.get(),
                    bytes.get() / MEGA,
                    share * 100,
                    share == 0 ? 0 : taken * (1 - share) / share);
        }
    }
}
