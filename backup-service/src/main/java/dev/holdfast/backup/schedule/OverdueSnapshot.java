package dev.holdfast.backup.schedule;

import dev.holdfast.backup.archive.SnapshotKind;
import dev.holdfast.backup.snapshot.SnapshotRequest;
import dev.holdfast.backup.snapshot.SnapshotResult;
import dev.holdfast.backup.snapshot.Snapshots;
import dev.holdfast.kit.database.DatabaseStart;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import dev.holdfast.kit.progress.Progress;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Takes a snapshot where the newest verified one is too old: at start-up where it is older than a
 * day, as on a new installation, and later where a night brought none. What is dated in the future
 * does not count. Of several instances one takes it.
 */
@Singleton
final class OverdueSnapshot {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_ROUNDS = Duration.ofMinutes(5);
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** The nightly one has an hour for itself. */
    private static final Duration DAY_AND_HOUR = DAY.plusHours(1);

    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Snapshots snapshots;
    private final DatabaseStart start;
    private final PollingLoop rounds;
    private Duration oldest = DAY;

    @Inject
    OverdueSnapshot(Snapshots snapshots, DatabaseStart start, PollingLoops loops) {
        this.snapshots = snapshots;
        this.start = start;
        this.rounds = loops.loop("overdue-snapshot", LONGEST_BACKOFF, this::round);
    }

    void start(@Observes StartupEvent event) {
        rounds.start();
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.interrupt(FAREWELL);
    }

    private Duration round() throws InterruptedException {
        if (!(start.state() instanceof DatabaseStart.State.Ready)) {
            return BETWEEN_LOOKS;
        }
        look();
        return BETWEEN_ROUNDS;
    }

    /** Takes one where that is due. */
    void look() throws InterruptedException {
        if (!snapshots.isVerifiedWithin(oldest)) {
            var request =
                    SnapshotRequest.whole(SnapshotKind.START, "there is none of the last day");
            switch (snapshots.take(request, Progress.ALONE)) {
                case SnapshotResult.Verified _ -> oldest = DAY_AND_HOUR;
                case SnapshotResult.Failed _,
                        SnapshotResult.NotNeeded _,
                        SnapshotResult.TooSoon _ -> {
                    // Told, or another instance does it: looked at again in the next round.
                }
            }
        }
    }
}
