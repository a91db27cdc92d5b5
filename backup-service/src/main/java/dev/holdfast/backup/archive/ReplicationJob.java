package dev.holdfast.backup.archive;

import dev.holdfast.kit.alert.Alert;
import dev.holdfast.kit.alert.Alerts;
import dev.holdfast.kit.coordination.Job;
import dev.holdfast.kit.coordination.Schedule;
import dev.holdfast.kit.progress.Progress;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Makes locations whole that were away. */
@Singleton
final class ReplicationJob implements Job {

    private static final Logger LOG = Logger.getLogger("holdfast.backup");

    private final Archive archive;
    private final Alerts alerts;
    private final Event<ReplicationResult> replicated;

    @Inject
    ReplicationJob(Archive archive, Alerts alerts, Event<ReplicationResult> replicated) {
        this.archive = archive;
        this.alerts = alerts;
        this.replicated = replicated;
    }

    @Override
    public String name() {
        return "replicate-snapshots";
    }

    @Override
    public Schedule schedule() {
        return new Schedule.Every(Duration.ofMinutes(5));
    }

    @Override
    public CatchUp catchUp() {
        return CatchUp.ONCE;
    }

    @Override
    public void run(Instant scheduledFor, Progress progress) {
        if (archive.locations().size() < 2) {
            return;
        }
        for (var location : archive.locations()) {
            replicate(location, progress);
        }
    }

    private void replicate(String location, Progress progress) {
        try {
            if (!archive.isBehind(location)) {
                return;
            }
            var copied = archive.replicate(location, progress);
            LOG.infof(
                    "replicated location=%s snapshots=%s bytes=%d failed=%d",
                    location, copied.snapshots(), copied.writtenBytes(), copied.failed().size());
            copied.failed().stream()
                    .findFirst()
                    .ifPresent(why -> alert(location, "%s is not whole: %s", why));
            replicated.fire(copied);
        } catch (IOException e) {
            alert(location, "%s is away: %s", Repository.why(e));
        }
    }

    private void alert(String location, String text, String why) {
        alerts.operator(new Alert("backup.location", location, text.formatted(location, why)));
    }
}
