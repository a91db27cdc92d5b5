package dev.holdfast.backup.restore;

import java.time.Instant;
import java.util.Set;

/** What came of asking what a restore would change. */
public sealed interface RestorePlan {

    /**
     * It can be applied, for {@link Restores#KEPT} from now.
     *
     * @param takenAt the moment whose state comes back
     * @param picked whose rows; empty: all features'
     */
    record Ready(long restoreId, long snapshotId, Instant takenAt, Set<String> picked, Diff diff)
            implements RestorePlan {

        public Ready {
            picked = Set.copyOf(picked);
        }
    }

    /** This guild has no such snapshot that was read back and found whole. */
    record NotFound() implements RestorePlan {}

    /** The guild has too many rows to be restored at once. */
    record TooLarge(long rows) implements RestorePlan {}

    /** No location has it whole, or none answers; for people. */
    record Unreadable(String why) implements RestorePlan {}
}
