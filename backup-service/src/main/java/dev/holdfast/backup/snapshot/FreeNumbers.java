package dev.holdfast.backup.snapshot;

import dev.holdfast.backup.archive.Archive;
import dev.holdfast.backup.archive.Listing;
import java.io.IOException;
import org.jboss.logging.Logger;

/**
 * Numbers that no snapshot in the archive has. After the database was lost or restored its sequence
 * may be behind those, and nothing in the archive is ever overwritten. Safe for any thread.
 */
record FreeNumbers(Archive archive, Sequence sequence) {

    private static final Logger LOG = Logger.getLogger("holdfast.backup");

    /** So many that do not open are passed, one by one. */
    private static final int MOST_DRAWN = 100;

    /** Where numbers are drawn. */
    interface Sequence {

        long next();

        /** No number up to this one is drawn again. */
        void past(long snapshotId);
    }

    /**
     * The number that was drawn, or a later one where a location has a snapshot of that number.
     *
     * @throws IOException when too many in a row are taken by snapshots that do not open
     */
    long from(long drawn) throws IOException {
        if (!archive.isTaken(drawn)) {
            return drawn;
        }
        LOG.warnf("there is a snapshot %d already: another number is drawn", drawn);
        passArchive();
        for (var attempt = 0; attempt < MOST_DRAWN; attempt++) {
            var next = sequence.next();
            if (!archive.isTaken(next)) {
                return next;
            }
        }
        throw new IOException(
                "the %d numbers after %d are those of snapshots that do not open: check BACKUP_MASTER_KEY, and the folder snapshots of each location"
                        .formatted(MOST_DRAWN, drawn));
    }

    /** Numbers that are drawn from now on are past all snapshots that open. */
    void passArchive() {
        archive.list().found().stream()
                .mapToLong(Listing.Found::snapshotId)
                .max()
                .ifPresent(sequence::past);
    }
}
