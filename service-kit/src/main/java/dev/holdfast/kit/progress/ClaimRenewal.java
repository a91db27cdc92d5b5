package dev.holdfast.kit.progress;

import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.ProgressUpdate;
import java.util.Optional;

/** Extends a claim by {@link Heartbeats#CLAIM}, unless it has expired. */
@FunctionalInterface
public interface ClaimRenewal {

    /** What came of it. */
    enum Result {
        RENEWED,
        /** Its row is in use, as a rule by its own end; it lasts as long as before. */
        BUSY,
        /** It is over. */
        LOST
    }

    /**
     * Renews it.
     *
     * @param reached what to note beside it; empty: nothing new
     * @throws Unavailable when PostgreSQL is away; it is tried again
     */
    Result renew(Optional<ProgressUpdate> reached);
}
