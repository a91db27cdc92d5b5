package dev.holdfast.backup.recovery;

import dev.holdfast.backup.archive.Archive;
import dev.holdfast.backup.postgres.ReadTransaction;
import dev.holdfast.backup.postgres.Tombstones;
import dev.holdfast.kit.alert.Alert;
import dev.holdfast.kit.alert.Alerts;
import dev.holdfast.kit.coordination.Job;
import dev.holdfast.kit.coordination.Schedule;
import dev.holdfast.kit.database.Connections;
import dev.holdfast.kit.progress.Progress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/**
 * Keeps in every location who was forgotten, a minute later at most: whoever restores after the
 * database was lost forgets them again, also those whom no snapshot knows of.
 */
@Singleton
final class TombstoneJob implements Job {

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final Connections connections;
    private final Archive archive;
    private final Alerts alerts;

    /** Of what every location has by now; nothing is written while that is so. */
    private volatile int kept;

    @Inject
    TombstoneJob(Connections connections, Archive archive, Alerts alerts) {
        this.connections = connections;
        this.archive = archive;
        this.alerts = alerts;
    }

    @Override
    public String name() {
        return "keep-tombstones";
    }

    @Override
    public Schedule schedule() {
        return new Schedule.Every(INTERVAL);
    }

    @Override
    public CatchUp catchUp() {
        return CatchUp.ONCE;
    }

    @Override
    public void run(Instant scheduledFor, Progress progress) {
        try (var transaction = ReadTransaction.begin(connections)) {
            var forgotten = transaction.tombstones();
            var print = Tombstones.fingerprint(forgotten);
            if (print == kept || forgotten.isEmpty()) {
                return;
            }
            var failed = archive.keepTombstones(forgotten);
            failed.forEach((location, why) ->
                    alerts.operator(
                            new Alert(
                                    "backup.tombstones",
                                    location,
                                    "Who was forgotten is not kept in %s yet: %s. I try again every minute."
                                            .formatted(location, why))));
            kept = failed.isEmpty() ? print : 0;
        }
    }
}
