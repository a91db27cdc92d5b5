package dev.holdfast.kit.restore;

import java.time.Instant;
import java.util.Set;

/**
 * The rows of the unit's guild that a restore has put back.
 *
 * @param features whose; of all services
 * @param takenAt as of when they are
 */
public record RestoredRows(long restoreId, Set<String> features, Instant takenAt) {

    public RestoredRows {
        features = Set.copyOf(features);
    }
}
