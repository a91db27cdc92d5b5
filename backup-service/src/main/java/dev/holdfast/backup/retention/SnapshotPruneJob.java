package dev.holdfast.backup.retention;

import dev.holdfast.kit.coordination.Job;
import dev.holdfast.kit.coordination.Schedule;
import dev.holdfast.kit.progress.Progress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;

/** Removes what is not kept any longer, every hour on one instance. */
@Singleton
final class SnapshotPruneJob implements Job {

    private final Retention retention;

    @Inject
    SnapshotPruneJob(Retention retention) {
        this.retention = retention;
    }

    @Override
    public String name() {
        return "snapshot-pruning";
    }

    @Override
    public Schedule schedule() {
        return new Schedule.Every(Duration.ofHours(1));
    }

    @Override
    public CatchUp catchUp() {
        return CatchUp.SKIP;
    }

    @Override
    public void run(Instant scheduledFor, Progress progress) {
        try {
            retention.prune(progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
