package dev.holdfast.backup.retention;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/** Notices when this machine's clock steps, by the monotonic one. Safe for any thread. */
@Singleton
final class ClockWatch {

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
    ClockWatch(Clock clock) {
        this(clock, System::nanoTime);
    }

    ClockWatch(Clock clock, LongSupplier monotonic) {
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
