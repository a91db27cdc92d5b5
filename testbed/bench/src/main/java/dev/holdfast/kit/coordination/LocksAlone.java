package dev.holdfast.kit.coordination;

import dev.holdfast.kit.coordination.Locks.Taken;
import dev.holdfast.kit.protocol.GuildId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The kit's locks as a service has them, without the rest of a service around them. */
public final class LocksAlone implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Redis redis;
    private final Locks locks;

    public LocksAlone(String url) {
        var metrics = new SimpleMeterRegistry();
        this.redis = new Redis(RedisAddress.parse(url), metrics);
        this.locks = new RedisLocks(redis, "bench", metrics);
        redis.start();
        var deadline = System.nanoTime() + START.toNanos();
        while (!redis.answers() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /** Takes one, does it, and releases; a Redis that was late is asked again, in the same time. */
    public void under(long id, Runnable deed) {
        var keys = Set.of(new LockKey(new GuildId(1), "bench", id));
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            if (locks.take(keys, PATIENCE) instanceof Taken.Held(var lock)) {
                try (lock) {
                    deed.run();
                    return;
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        throw new IllegalStateException("no lock within " + PATIENCE);
    }

    @Override
    public void close() {
        redis.close();
    }
}
