package dev.holdfast.sandbox.rest;

import dev.holdfast.sandbox.fault.Faults;
import dev.holdfast.sandbox.world.Snowflake;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts requests per bucket and over all, in windows that begin with their first request. */
@Singleton
class RateLimiter {
    private static final Routes.Limit GLOBAL = new Routes.Limit(50, Duration.ofSeconds(1));
    private static final int SWEEP_AT = 20_000;

    /** Where a bucket stands after a request; {@code allowed} is false for one too many. */
    record Verdict(
            boolean allowed, int limit, int remaining, Instant resetAt, Duration resetAfter) {}

    private record Window(Instant endsAt, int used) {}

    private final Clock clock;
    private final Faults faults;
    private final Map<String, Window> windows = new ConcurrentHashMap<>();

    RateLimiter(Clock clock, Faults faults) {
        this.clock = clock;
        this.faults = faults;
    }

    Verdict take(Routes.Route route, String resource) {
        var limit = route.changesRoles() ? ofRoles(route) : route.limit();
        return take(route.bucket() + ":" + resource + ":" + limit.per(), limit);
    }

    private Routes.Limit ofRoles(Routes.Route route) {
        var order = faults.standing();
        return order.roleChanges() == 0
                ? route.limit()
                : new Routes.Limit(order.roleChanges(), order.rolesPer());
    }

    Verdict takeGlobal(Snowflake application) {
        return take("global:" + application, GLOBAL);
    }

    private Verdict take(String key, Routes.Limit limit) {
        var now = clock.instant();
        if (windows.size() > SWEEP_AT)
            windows.values().removeIf(window -> !window.endsAt.isAfter(now));
        var window =
                windows.merge(
                        key,
                        new Window(now.plus(limit.per()), 1),
                        (open, fresh) ->
                                open.endsAt.isAfter(now)
                                        ? new Window(open.endsAt, open.used + 1)
                                        : fresh);
        var remaining = Math.max(0, limit.requests() - window.used);
        return new Verdict(
                window.used <= limit.requests(),
                limit.requests(),
                remaining,
                window.endsAt,
                Duration.between(now, window.endsAt));
    }
}
