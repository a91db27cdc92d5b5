package dev.holdfast.backup.snapshot;

import dev.holdfast.backup.archive.PublishResult;
import dev.holdfast.backup.archive.SnapshotManifest;
import dev.holdfast.backup.archive.VerificationResult;
import dev.holdfast.kit.alert.Alert;
import dev.holdfast.kit.alert.Alerts;
import dev.holdfast.kit.protocol.GuildId;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Records the progress of a snapshot, and alerts the operator about locations that lack it.
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
    public void read(String location, VerificationResult verdict) {
        switch (verdict) {
            case VerificationResult.Whole _ -> catalogue.read(guild, id, location, verdict);
            case VerificationResult.Damaged damaged -> {
                catalogue.lost(guild, id, location);
                tell(location, FailureTexts.of(damaged));
            }
            // It is read again later.
            case VerificationResult.Away(var why) -> tell(location, why);
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
