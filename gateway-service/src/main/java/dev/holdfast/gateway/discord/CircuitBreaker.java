package dev.holdfast.gateway.discord;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Leaves Discord alone for a moment after it failed several times in a row; then one call finds out
 * whether it is back. Safe for any thread.
 */
final class CircuitBreaker {

    static final Duration PAUSE = Duration.ofSeconds(2);

    private static final int MOST_FAILURES = 8;

    private final LongSupplier nanos;
    private int failures;
    private long aloneUntil;

    /**
     * Begins with trust.
     *
     * @param nanos a monotonic clock
     */
    CircuitBreaker(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** How long Discord is left alone; empty: the call may be made. */
    synchronized Optional<Duration> pause() {
        if (failures < MOST_FAILURES) {
            return Optional.empty();
        }
        var now = nanos.getAsLong();
        if (aloneUntil - now > 0) {
            return Optional.of(Duration.ofNanos(aloneUntil - now));
        }
        aloneUntil = now + PAUSE.toNanos();
        return Optional.empty();
    }

    synchronized void answered() {
        failures = 0;
    }

    synchronized void failed() {
        failures++;
        if (failures == MOST_FAILURES) {
            aloneUntil = nanos.getAsLong() + PAUSE.toNanos();
        }
    }
}
