package dev.holdfast.kit.limit;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.LongSupplier;

/** Token buckets of one process; it keeps the 100,000 used last. Thread-safe. */
public final class LocalTokenBuckets {

    private static final int MOST = 100_000;

    private final LongSupplier nanos;

    /** When each is full again; those used last come last. */
    private final SequencedMap<String, Long> fullAt = new LinkedHashMap<>();

    /**
     * Begins with every bucket full.
     *
     * @param nanos a monotonic clock
     */
    public LocalTokenBuckets(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * Takes a token from each of the buckets, or none where one of them is empty.
     *
     * @return the one that is empty for longest; nothing: the tokens were taken
     */
    public synchronized Optional<TokenBucket.Empty> take(List<TokenBucket> buckets) {
        var now = nanos.getAsLong();
        var empty =
                buckets.stream()
                        .map(bucket -> new TokenBucket.Empty(bucket, nextIn(bucket, now)))
                        .filter(each -> each.nextIn().isPositive())
                        .max(Comparator.comparing(TokenBucket.Empty::nextIn));
        if (empty.isEmpty()) {
            buckets.forEach(bucket -> fullAt.putLast(bucket.name(), fullAt(bucket, now)));
            forgetFull(now);
        }
        return empty;
    }

    private Duration nextIn(TokenBucket bucket, long now) {
        return Duration.ofNanos(fullAt(bucket, now) - bucket.span().toNanos() - now);
    }

    /** With one token less than it has. */
    private long fullAt(TokenBucket bucket, long now) {
        var missing = Math.max(0, fullAt.getOrDefault(bucket.name(), now) - now);
        return now + missing + bucket.perToken().toNanos();
    }

    private void forgetFull(long now) {
        var eldest = fullAt.firstEntry();
        while (eldest != null && (fullAt.size() > MOST || eldest.getValue() - now <= 0)) {
            fullAt.pollFirstEntry();
            eldest = fullAt.firstEntry();
        }
    }
}
