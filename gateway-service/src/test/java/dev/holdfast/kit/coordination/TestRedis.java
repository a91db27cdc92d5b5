package dev.holdfast.kit.coordination;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** A process's way to Redis, without the rest of a process. */
public final class TestRedis implements AutoCloseable {

    private final Redis redis;

    private TestRedis(String url) {
        redis = new Redis(RedisAddress.parse(url), new SimpleMeterRegistry());
        redis.start();
    }

    public static TestRedis at(String url) {
        return new TestRedis(url);
    }

    public Redis redis() {
        return redis;
    }

    @Override
    public void close() {
        redis.close();
    }
}
