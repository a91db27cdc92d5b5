package dev.holdfast.health.usage;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Whole days in UTC; the last one may not be over yet. */
record TimeRange(Instant from, Instant until) {

    /** The last days, today among them. */
    static TimeRange last(int days, Instant now) {
        var until = now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
        return new TimeRange(until.minus(days, ChronoUnit.DAYS), until);
    }

    /** As many days before these. */
    TimeRange before() {
        return new TimeRange(from.minus(Duration.between(from, until)), from);
    }
}
