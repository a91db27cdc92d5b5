package dev.holdfast.backup.schedule;

import dev.holdfast.backup.archive.SnapshotKind;
import dev.holdfast.backup.settings.BackupSettings;
import dev.holdfast.backup.snapshot.CatalogMaintenance;
import dev.holdfast.backup.snapshot.SnapshotRequest;
import dev.holdfast.backup.snapshot.SnapshotResult;
import dev.holdfast.backup.snapshot.Snapshots;
import dev.holdfast.kit.coordination.Job;
import dev.holdfast.kit.coordination.Schedule;
import dev.holdfast.kit.progress.Progress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Takes a snapshot of everything once a day, on one instance; a night that was missed, once. */
@Singleton
final class NightlyJob implements Job {

    private final Snapshots snapshots;
    private final CatalogMaintenance upkeep;
    private final BackupSettings settings;

    @Inject
    NightlyJob(Snapshots snapshots, CatalogMaintenance upkeep, BackupSettings settings) {
        this.snapshots = snapshots;
        this.upkeep = upkeep;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "nightly-snapshot";
    }

    @Override
    public Schedule schedule() {
        return new Schedule.Daily(settings.time(), settings.zone());
    }

    @Override
    public CatchUp catchUp() {
        return CatchUp.ONCE;
    }

    /**
     * Takes it.
     *
     * @throws IllegalStateException when it failed; it is tried again, and the operator told in the
     *     end
     */
    @Override
    public void run(Instant scheduledFor, Progress progress) throws InterruptedException {
        var request = SnapshotRequest.whole(SnapshotKind.NIGHTLY, "daily, for " + scheduledFor);
        if (isTaken(request)) {
            return;
        }
        switch (snapshots.take(request, progress)) {
            case SnapshotResult.Verified _,
                    SnapshotResult.NotNeeded _,
                    SnapshotResult.TooSoon _ -> {}
            case SnapshotResult.Failed(_, var why) -> throw new IllegalStateException(why);
        }
    }

    /** By a run whose process died before it could say so, or before it was read whole. */
    private boolean isTaken(SnapshotRequest request) {
        upkeep.keep(true);
        return snapshots.all().stream()
                .anyMatch(entry ->
                        entry.kind() == request.kind()
                                && entry.reason().equals(request.reason())
                                && entry.state().isProven());
    }
}
