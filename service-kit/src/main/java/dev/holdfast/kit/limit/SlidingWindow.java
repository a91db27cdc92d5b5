package dev.holdfast.kit.limit;

import java.time.Duration;

/**
 * A sliding-window rate limit: at most so many in any span of time, wherever the span begins.
 *
 * @param most 1 to 1,000
 * @param span 1 ms to an hour
 */
public record SlidingWindow(int most, Duration span) {

    private static final int LARGEST = 1_000;

    public SlidingWindow {
        if (most < 1 || most > LARGEST) {
            throw new IllegalArgumentException("A pace is 1 to 1,000 in a span, not " + most);
        }
        if (span.compareTo(Duration.ofMillis(1)) < 0 || span.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("A pace's span is 1 ms to an hour, not " + span);
        }
    }
}
