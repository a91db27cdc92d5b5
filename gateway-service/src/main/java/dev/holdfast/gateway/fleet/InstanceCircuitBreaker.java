package dev.holdfast.gateway.fleet;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Leaves an instance alone for a moment after it could not be reached, or was overloaded, several
 * times in a row within ten seconds; then one request finds out whether it is back. Any answer, an
 * error of a command among them, is a sign of life. Safe for any thread.
 */
final class InstanceCircuitBreaker {

    private static final int MOST_FAILURES = 4;
    private static final Duration FORGOTTEN = Duration.ofSeconds(10);

    private final long pause;
    private final LongSupplier nanos;
    private int failures;
    private long lastFailure;
    private long lastAnswer;
    private long aloneUntil;

    /**
     * Begins with trust.
     *
     * @param pause how long the instance is left alone
     * @param nanos a monotonic clock
     */
    InstanceCircuitBreaker(Duration pause, LongSupplier nanos) {
        this.pause = pause.toNanos();
        this.nanos = nanos;
        this.lastAnswer = nanos.getAsLong();
    }

    /** Whether the instance may be asked now. */
    synchronized boolean lets() {
        var now = nanos.getAsLong();
        if (failures < MOST_FAILURES) {
            return true;
        }
        if (aloneUntil - now > 0) {
            return false;
        }
        aloneUntil = now + pause;
        return true;
    }

    synchronized void answered() {
        failures = 0;
        lastAnswer = nanos.getAsLong();
    }

    /** It could not be reached, broke off, or said that it cannot do anything now. */
    synchronized void failed() {
        var now = nanos.getAsLong();
        if (failures < MOST_FAILURES && now - lastFailure > FORGOTTEN.toNanos()) {
            failures = 0;
        }
        lastFailure = now;
        failures++;
        if (failures >= MOST_FAILURES) {
            aloneUntil = now + pause;
        }
    }

    /**
     * One request was not answered in time. Where others were meanwhile, that is the command's
     * fault and not the instance's.
     *
     * @param began when the request was sent, by the same clock
     */
    synchronized void timedOut(long began) {
        if (lastAnswer - began < 0) {
            failed();
        }
    }
}
