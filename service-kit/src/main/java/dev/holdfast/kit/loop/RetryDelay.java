package dev.holdfast.kit.loop;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** An exponential backoff with jitter and an upper bound. */
public final class RetryDelay {

    private static final int DOUBLINGS = 12;

    private RetryDelay() {}

    /**
     * The wait before the next attempt.
     *
     * @param made attempts so far, 1 or more
     * @param first after the first attempt, give or take a quarter; doubled after each further one
     * @param longest never more than that
     */
    public static Duration after(int made, Duration first, Duration longest) {
        var doubled = first.toMillis() << Math.min(made - 1, DOUBLINGS);
        var wait = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(wait * 3 / 4, wait + 1));
    }
}
