package dev.holdfast.health.probe;

import dev.holdfast.health.probe.Component.Kind;
import dev.holdfast.kit.coordination.Redis;
import dev.holdfast.kit.coordination.RedisReport;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Writes to Redis and reads what it says of its memory. Thread-safe. */
@Singleton
final class RedisProbe {

    static final Component COMPONENT = new Component(Kind.REDIS, "main");

    private static final int FULL_PERCENT = 90;
    private static final String RIGHT_POLICY = "noeviction";

    private final Redis redis;
    private final Clock clock;

    RedisProbe(Redis redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    Measurement measure() {
        var report = redis.report();
        if (report.obstacle().isPresent()) {
            var why = "Redis takes no write: %s.".formatted(report.obstacle().get());
            return Measurement.of(COMPONENT, Verdict.DOWN, why, clock.instant());
        }
        var wrong = wrong(report);
        return wrong.isEmpty()
                ? Measurement.well(COMPONENT, clock.instant())
                : Measurement.of(
                        COMPONENT, Verdict.DEGRADED, String.join(" ", wrong), clock.instant());
    }

    static List<String> wrong(RedisReport report) {
        var wrong = new ArrayList<String>();
        var used = report.usedBytes().orElse(0);
        var most = report.mostBytes().orElse(Long.MAX_VALUE);
        if (used > most / 100 * FULL_PERCENT) {
            wrong.add(
                    "Redis uses %d of its %d MiB; when they are full it takes no write."
                            .formatted(used >> 20, most >> 20));
        }
        report.evictionPolicy()
                .filter(policy -> !RIGHT_POLICY.equals(policy))
                .ifPresent(policy ->
                        wrong.add(
                                "Redis has maxmemory-policy %s: when it is full, it drops leases and locks. Set noeviction."
                                        .formatted(policy)));
        return wrong;
    }
}
