package dev.holdfast.kit.limit;

import dev.holdfast.kit.coordination.Redis;

/** A process's shared limits, without the rest of a process. */
public final class TestLimits {

    private TestLimits() {}

    public static SharedLimits over(Redis redis) {
        return new SharedLimits(redis);
    }
}
