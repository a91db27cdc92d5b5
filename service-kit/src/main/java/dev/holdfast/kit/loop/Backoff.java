package dev.holdfast.kit.loop;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * An exponential backoff with jitter. The wait doubles after each attempt, up to a bound; between
 * half and all of it is waited, so that processes do not retry in step.
 *
 * @param first the wait after the first attempt
 * @param longest the upper bound
 */
public record Backoff(Duration first, Duration longest) {

    private static final int MOST_DOUBLINGS = 20;

    /**
     * The wait before the next attempt.
     *
     * @param made attempts so far; less than 1 counts as 1
     */
    public Duration after(int made) {
        var doubled = first.toNanos() << Math.clamp(made - 1L, 0, MOST_DOUBLINGS);
        var wait = Math.min(doubled, longest.toNanos());
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(wait / 2, wait + 1));
    }
}
