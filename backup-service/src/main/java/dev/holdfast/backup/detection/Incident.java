package dev.holdfast.backup.detection;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An incident that nobody has closed.
 *
 * @param firstAt when the first of its rows vanished, {@code lastAt} when the last did
 * @param features what of it a restore brings back; known once it is told
 * @param restoreId the restore that was begun without being asked for
 * @param toldAt {@code null}: the guild does not know of it yet
 */
record Incident(
        long incidentId,
        Instant firstAt,
        Instant lastAt,
        Set<String> features,
        OptionalLong restoreId,
        @Nullable Instant toldAt) {

    Incident {
        features = Set.copyOf(features);
    }

    boolean isTold() {
        return toldAt != null;
    }

    /** How it ended. */
    enum End {
        /** A restore brought it back. */
        RESTORED,
        /** An admin said that it was meant. */
        DISMISSED,
        /** Nothing is other than in the snapshot. */
        HARMLESS,
        /** More vanished after the guild was told of it; that is another one. */
        LEFT
    }
}
