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
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class SharedLimitsTest extends SlidingWindowContract {

    @Inject Redis redis;
    @Inject SharedLimits limits;

    private final String name = UUID.randomUUID().toString();

    /** The first question of a process may take longer than the others are given. */
    @BeforeEach
    void untilRedisAnswersInTime() throws RedisUnavailable {
        for (var attempt = 1; attempt < 50; attempt++) {
            try {
                limits.count("warm", Duration.ofSeconds(1));
                take("warm", Duration.ZERO);
                return;
            } catch (RedisUnavailable _) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
        limits.count("warm", Duration.ofSeconds(1));
    }

    @Override
    Optional<Duration> take(Duration longest) throws RedisUnavailable {
        return take(name, longest);
    }

    private Optional<Duration> take(String of, Duration longest) throws RedisUnavailable {
        return limits.take(of, THREE_IN_TWENTY_SECONDS, longest);
    }

    @Test
    void isKeptByAllTogether() throws Exception {
        var takes = new ArrayList<Callable<Optional<Duration>>>();
        for (var process = 0; process < 4; process++) {
            var one = new SharedLimits(redis);
            for (var turn = 0; turn < 5; turn++) {
                takes.add(() -> one.take(name, THREE_IN_TWENTY_SECONDS, Duration.ZERO));
            }
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var taken = threads.invokeAll(takes).stream().map(Future::resultNow);
            assertEquals(3, taken.filter(Optional::isPresent).count());
        }
    }

    @Test
    void countsTogether() throws RedisUnavailable {
        for (var count = 1; count <= 3; count++) {
            assertEquals(count, new SharedLimits(redis).count(name, Duration.ofMinutes(1)));
        }
    }
}
