package dev.holdfast.health.statuspage;

import dev.holdfast.health.probe.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * How long of a UTC day a component was how. Only what was measured is counted: all else of the day
 * is unknown, so that nothing has to be written for a time in which nobody could write.
 */
public record DaySum(LocalDate day, Duration well, Duration degraded, Duration down) {

    public DaySum {
        if (well.isNegative() || degraded.isNegative() || down.isNegative()) {
            throw new IllegalArgumentException("a day's sums are not negative");
        }
    }

    /** A day on which nothing was measured. */
    public static DaySum none(LocalDate day) {
        return new DaySum(day, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    /** How much of the day was measured. */
    public Duration measured() {
        return well.plus(degraded).plus(down);
    }

    /** How much of the day has passed and was not measured. */
    public Duration unknown(Instant now) {
        var rest = passed(now).minus(measured());
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    /**
     * Which part of the day it was so, as far as the day has passed.
     *
     * @return 0 to 1; those of the four verdicts are 1 together
     */
    public double share(Verdict verdict, Instant now) {
        var whole = measured().plus(unknown(now));
        if (whole.isZero()) {
            return verdict == Verdict.UNKNOWN ? 1 : 0;
        }
        return (double) time(verdict, now).toMillis() / whole.toMillis();
    }

    /** How long it was so. */
    public Duration time(Verdict verdict, Instant now) {
        return switch (verdict) {
            case WELL -> well;
            case DEGRADED -> degraded;
            case DOWN -> down;
            case UNKNOWN -> unknown(now);
        };
    }

    /** The same with so much more. */
    DaySum plus(MeasuredTime more) {
        var length = more.length();
        return switch (more.verdict()) {
            case WELL -> new DaySum(day, well.plus(length), degraded, down);
            case DEGRADED -> new DaySum(day, well, degraded.plus(length), down);
            case DOWN -> new DaySum(day, well, degraded, down.plus(length));
            case UNKNOWN -> this;
        };
    }

    private Duration passed(Instant now) {
        var begins = day.atStartOfDay().toInstant(ZoneOffset.UTC);
        var ends = day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        if (now.isBefore(begins)) {
            return Duration.ZERO;
        }
        return Duration.between(begins, now.isBefore(ends) ? now : ends);
    }
}
