package dev.holdfast.sandbox.world;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Issues ids that always grow, also when the clock is set back or ids of an earlier run were read.
 */
@Singleton
public class Snowflakes {
    private final Clock clock;
    private final AtomicLong last = new AtomicLong();

    Snowflakes(Clock clock) {
        this.clock = clock;
    }

    public Snowflake next() {
        var earliest = Snowflake.at(clock.instant()).value();
        return new Snowflake(last.updateAndGet(before -> Math.max(before + 1, earliest)));
    }

    /** Makes every later id greater than one that is already in use. */
    void continueAfter(Snowflake used) {
        last.accumulateAndGet(used.value(), Math::max);
    }
}
