package dev.holdfast.kit.limit;

import java.time.Duration;

/**
 * A token bucket: full at first, then refilled evenly, one bucket per span.
 *
 * @param name whose it is
 * @param size 1 to 100,000 tokens
 * @param span 100 ms to an hour
 */
public record TokenBucket(String name, int size, Duration span) {

    private static final int LARGEST = 100_000;

    public TokenBucket {
        if (size < 1 || size > LARGEST) {
            throw new IllegalArgumentException("A bucket holds 1 to 100,000 tokens, not " + size);
        }
        if (span.compareTo(Duration.ofMillis(100)) < 0 || span.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(
                    "A bucket fills within 100 ms to an hour, not " + span);
        }
    }

    /** In which one token comes back. */
    Duration perToken() {
        return span.dividedBy(size);
    }

    /**
     * A bucket that has no token left.
     *
     * @param nextIn after which it has one again
     */
    public record Empty(TokenBucket bucket, Duration nextIn) {}
}
