package dev.holdfast.backup.gate;

import dev.holdfast.backup.archive.SnapshotKind;
import dev.holdfast.backup.postgres.ArchiveLock;
import dev.holdfast.backup.snapshot.SnapshotRequest;
import dev.holdfast.backup.snapshot.SnapshotResult;
import dev.holdfast.backup.snapshot.Snapshots;
import dev.holdfast.kit.database.Connections;
import dev.holdfast.kit.database.DatabaseStart;
import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import dev.holdfast.kit.progress.Progress;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Takes a snapshot for all services that wait to migrate, begun after they asked, and lets them go
 * on once it is verified.
 */
@Singleton
final class MigrationGateKeeper {

    private static final Logger LOG = Logger.getLogger("holdfast.backup");
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_FAILURES = Duration.ofSeconds(10);
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    /** Whoever waits gives up before; it asks anew when it starts again. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    /** In the place of a snapshot's number. */
    private static final int MARK = -1;

    private final Connections connections;
    private final Snapshots snapshots;
    private final DatabaseStart start;
    private final GateStore store;
    private final PollingLoop rounds;

    @Inject
    MigrationGateKeeper(
            Connections connections,
            Snapshots snapshots,
            DatabaseStart start,
            WorkerConnection worker,
            PollingLoops loops) {
        this.connections = connections;
        this.snapshots = snapshots;
        this.start = start;
        this.store = new GateStore(worker);
        this.rounds = loops.loop("migration-gate", BETWEEN_FAILURES, this::round);
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
        return look() ? BETWEEN_LOOKS : BETWEEN_FAILURES;
    }

    /** Whether nobody waits any more, or another instance sees to it. */
    boolean look() throws InterruptedException {
        if (store.waiting(PATIENCE).isEmpty()) {
            return true;
        }
        try (var lock = ArchiveLock.use(connections)) {
            return !lock.mark(MARK) || open(store.waiting(PATIENCE));
        }
    }

    private boolean open(List<GateStore.Waiting> waiting) throws InterruptedException {
        if (waiting.isEmpty()) {
            return true;
        }
        var services =
                waiting.stream()
                        .map(GateStore.Waiting::service)
                        .distinct()
                        .collect(Collectors.joining(", "));
        var request =
                SnapshotRequest.whole(SnapshotKind.MIGRATION, "before migrations of " + services);
        return switch (snapshots.take(request, Progress.ALONE)) {
            case SnapshotResult.Verified(var entry) -> {
                store.open(waiting, entry.snapshotId());
                store.forget();
                LOG.infof("snapshot %d is verified: %s may migrate", entry.snapshotId(), services);
                yield true;
            }
            case SnapshotResult.Failed(_, var why) -> refuse(waiting, why);
            case SnapshotResult.NotNeeded(), SnapshotResult.TooSoon(_) ->
                    refuse(waiting, "another one is taken");
        };
    }

    private boolean refuse(List<GateStore.Waiting> waiting, String why) {
        store.refuse(waiting, why);
        LOG.errorf("services wait to migrate, and there is no verified snapshot: %s", why);
        return false;
    }
}
