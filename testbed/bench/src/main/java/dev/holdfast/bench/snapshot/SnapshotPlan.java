package dev.holdfast.bench.snapshot;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param rounds of each side, in turn; the median counts
 * @param warmUp payments before any is measured
 * @param payments how long a round of payments takes
 */
record SnapshotPlan(long rows, int guilds, int rounds, int warmUp, Duration payments) {

    private static final long FEWEST_ROWS = 2_000;
    private static final int ROWS_A_GUILD = 400;

    SnapshotPlan {
        if (rows < FEWEST_ROWS) {
            throw new IllegalArgumentException("at least %d rows".formatted(FEWEST_ROWS));
        }
    }

    /** What the bounds are for. */
    static SnapshotPlan full() {
        return new SnapshotPlan(2_000_000, 5_000, 5, 30_000, Duration.ofSeconds(15));
    }

    /** The same with as many rows in a guild, to try something. */
    static SnapshotPlan of(long rows) {
        var guilds = (int) Math.min(5_000, rows / ROWS_A_GUILD);
        return new SnapshotPlan(rows, guilds, 2, 5_000, Duration.ofSeconds(5));
    }

    /** 1% of the rows. */
    long more() {
        return rows / 100;
    }
}
