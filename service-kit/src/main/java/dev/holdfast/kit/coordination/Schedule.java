package dev.holdfast.kit.coordination;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * When a job is due. The instants depend on the schedule alone, so every instance computes the same
 * ones.
 */
public sealed interface Schedule {

    /** The last instant that is not after this one. */
    Instant latest(Instant now);

    /** At the multiples of an interval since the epoch; a second at least. */
    record Every(Duration interval) implements Schedule {

        public Every {
            if (interval.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new IllegalArgumentException("a job runs once a second at most: " + interval);
            }
        }

        @Override
        public Instant latest(Instant now) {
            var millis = interval.toMillis();
            return Instant.ofEpochMilli(Math.floorDiv(now.toEpochMilli(), millis) * millis);
        }
    }

    /** Once a day at a local time; where the clocks skip it, at the moment that takes its place. */
    record Daily(LocalTime time, ZoneId zone) implements Schedule {

        @Override
        public Instant latest(Instant now) {
            var today = now.atZone(zone).toLocalDate();
            var then = today.atTime(time).atZone(zone).toInstant();
            return then.isAfter(now)
                    ? today.minusDays(1).atTime(time).atZone(zone).toInstant()
                    : then;
        }
    }
}
