package dev.holdfast.health.incident;

import java.time.Instant;
import java.util.function.IntSupplier;

/**
 * Makes ids without a database: the seconds since 2026, then three digits by chance, so that two
 * instances that cannot see each other hardly make the same. Not thread-safe.
 */
final class IncidentIds {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    static final int CHANCES = 1_000;

    private final IntSupplier chance;
    private long last;

    /**
     * @param chance 0 to 999
     */
    IncidentIds(IntSupplier chance) {
        this.chance = chance;
    }

    /** Larger than every one before it. */
    long next(Instant at) {
        var made = (at.getEpochSecond() - BEGIN.getEpochSecond()) * CHANCES + chance.getAsInt();
        last = Math.max(last + 1, made);
        return last;
    }
}
