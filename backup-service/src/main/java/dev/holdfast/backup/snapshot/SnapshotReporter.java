package dev.holdfast.backup.snapshot;

import dev.holdfast.backup.archive.PublishResult;
import dev.holdfast.backup.archive.SnapshotManifest;
import dev.holdfast.backup.archive.Verdict;
import dev.holdfast.kit.alert.Alert;
import dev.holdfast.kit.alert.Alerts;
import dev.holdfast.kit.protocol.GuildId;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Writes down how far a snapshot comes, and tells the operator of locations that do not have it.
 *
 * @param began by the monotonic clock
 */
record SnapshotReporter(
        SnapshotCatalog catalogue, Alerts alerts, long id, GuildId guild, long began)
        implements SnapshotTask.Listener {

    private static final Logger LOG = Logger.getLogger("holdfast.backup");

    @Override
    public void copied(SnapshotManifest manifest, PublishResult published) {
        catalogue.copied(manifest, published);
        LOG.infof(
                "snapshot %d is copied to %s: %d rows, %d bytes written, %d ms",
                id,
                published.locations(),
                manifest.rows(),
                published.writtenBytes(),
                Duration.ofNanos(System.nanoTime() - began).toMillis());
    }

    @Override
    public void read(String location, Verdict verdict) {
        switch (verdict) {
            case Verdict.Whole _ -> catalogue.read(guild, id, location, verdict);
            case Verdict.Damaged damaged -> {
                catalogue.lost(guild, id, location);
                tell(location, FailureWords.of(damaged));
            }
            // It is read again later.
            case Verdict.Away(var why) -> tell(location, why);
        }
    }

    private void tell(String location, String why) {
        alerts.operator(
                new Alert(
                        "backup.location",
                        location,
                        ("Snapshot %d was not read whole in %s: %s. Look at that location; it is made whole from"
                                        + " the others.")
                                .formatted(id, location, why)));
    }
}
