package dev.holdfast.kit.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LocalTokenBucketsTest extends BucketContract {

    private final AtomicLong nanos = new AtomicLong();
    private final LocalTokenBuckets buckets = new LocalTokenBuckets(nanos::get);

    @Override
    Optional<TokenBucket.Empty> take(List<TokenBucket> some) {
        return buckets.take(some);
    }

    @Test
    void fillsEvenlyAndNeverBeyondItsSize() {
        var two = bucket(2);
        take(List.of(two));
        take(List.of(two));
        nanos.addAndGet(Duration.ofMinutes(16).toNanos());
        assertEquals(Optional.empty(), take(List.of(two)));
        assertEmpty(two, Duration.ofMinutes(14), take(List.of(two)));
        nanos.addAndGet(Duration.ofHours(9).toNanos());
        assertEquals(Optional.empty(), take(List.of(two)));
        assertEquals(Optional.empty(), take(List.of(two)));
        assertEmpty(two, Duration.ofMinutes(15), take(List.of(two)));
    }

    @Test
    void remembersABoundedNumber() {
        var first = bucket(1);
        take(List.of(first));
        assertTrue(take(List.of(first)).isPresent());
        for (var other = 0; other < 100_000; other++) {
            take(List.of(bucket(1)));
        }
        assertEquals(Optional.empty(), take(List.of(first)));
    }
}
