package dev.holdfast.backup.recovery;

import dev.holdfast.backup.archive.ArchivedTombstones;
import dev.holdfast.backup.postgres.ReadTransaction;
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
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps in every location who was forgotten, a minute later at most: whoever restores after the
 * database was lost forgets them again, also those whom no snapshot knows of.
 */
@Singleton
final class TombstoneJob implements Job {

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final Connections connections;
    private final ArchivedTombstones archived;
    private final Alerts alerts;

    /** By schema, the state of which every location knows. */
    private final Map<String, String> kept = new ConcurrentHashMap<>();

    @Inject
    TombstoneJob(Connections connections, ArchivedTombstones archived, Alerts alerts) {
        this.connections = connections;
        this.archived = archived;
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
    public void run(Instant scheduledFor, Progress progress) throws InterruptedException {
        if (scheduledFor.truncatedTo(ChronoUnit.HOURS).equals(scheduledFor)) {
            // A file that is gone or damaged is written again, whatever became of it.
            kept.clear();
        }
        try (var transaction = ReadTransaction.begin(connections)) {
            for (var schema : transaction.schemas()) {
                progress.goOn();
                keep(schema.name(), transaction);
            }
        }
    }

    private void keep(String schema, ReadTransaction transaction) {
        var state = transaction.tombstoneState(schema);
        if (state.isEmpty() || state.equals(kept.get(schema))) {
            return;
        }
        var failed = archived.keep(schema, transaction.tombstones(schema));
        failed.forEach(this::alert);
        if (failed.isEmpty()) {
            kept.put(schema, state);
        }
    }

    private void alert(String location, String why) {
        alerts.operator(
                new Alert(
                        "backup.tombstones",
                        location,
                        "Who was forgotten is not kept in %s yet: %s. I try again every minute."
                                .formatted(location, why)));
    }
}
