package dev.holdfast.kit.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.kit.coordination.Redis;
import dev.holdfast.kit.coordination.RedisUnavailable;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class SharedBucketsTest extends BucketContract {

    @Inject Redis redis;
    @Inject SharedLimits limits;

    /** The first question of a process may take longer than the others are given. */
    @BeforeEach
    void untilRedisAnswersInTime() throws RedisUnavailable {
        for (var attempt = 1; attempt < 50; attempt++) {
            try {
                take(List.of(bucket(1)));
                return;
            } catch (RedisUnavailable _) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
        take(List.of(bucket(1)));
    }

    @Override
    Optional<TokenBucket.Empty> take(List<TokenBucket> buckets) throws RedisUnavailable {
        return limits.take(buckets);
    }

    @Test
    void isKeptByAllTogether() throws Exception {
        var seven = List.of(bucket(7));
        var takes = new ArrayList<Callable<Optional<TokenBucket.Empty>>>();
        for (var process = 0; process < 4; process++) {
            var one = new SharedLimits(redis);
            for (var token = 0; token < 5; token++) {
                takes.add(() -> one.take(seven));
            }
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var taken = threads.invokeAll(takes).stream().map(Future::resultNow);
            assertEquals(7, taken.filter(Optional::isEmpty).count());
        }
    }

    /** A wait of at most a second, however slow this machine. */
    @Test
    void givesATokenAgainWhenItIsTime() throws RedisUnavailable {
        var two = List.of(new TokenBucket(bucket(2).name(), 2, Duration.ofSeconds(1)));
        var taken = 0;
        for (var attempt = 0; attempt < 200 && taken < 4; attempt++) {
            var empty = take(two);
            taken += empty.isEmpty() ? 1 : 0;
            empty.ifPresent(until -> LockSupport.parkNanos(until.nextIn().toNanos()));
        }
        assertEquals(4, taken);
    }
}
