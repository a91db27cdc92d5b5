package dev.holdfast.backup.retention;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/** Detects steps of this machine's clock by comparing it with the monotonic clock. Thread-safe. */
@Singleton
final class ClockStepDetector {

    /** More than any clock drifts between two looks. */
    private static final Duration STEP = Duration.ofMinutes(1);

    /** For so long a clock that stepped is not trusted. */
    private static final Duration DISTRUST = Duration.ofHours(6);

    private final Clock clock;
    private final LongSupplier monotonic;
    private Instant at;
    private long ticks;
    private Duration distrust = Duration.ZERO;

    @Inject
    ClockStepDetector(Clock clock) {
        this(clock, System::nanoTime);
    }

    ClockStepDetector(Clock clock, LongSupplier monotonic) {
        this.clock = clock;
        this.monotonic = monotonic;
        this.at = clock.instant();
        this.ticks = monotonic.getAsLong();
    }

    /** Whether it stepped since the last look, or not long before that. */
    synchronized boolean hasStepped() {
        var nowTicks = monotonic.getAsLong();
        var now = clock.instant();
        var passed = Duration.ofNanos(nowTicks - ticks);
        var step = Duration.between(at, now).minus(passed).abs();
        distrust = step.compareTo(STEP) > 0 ? DISTRUST : distrust.minus(passed);
        at = now;
        ticks = nowTicks;
        return distrust.isPositive();
    }
}
