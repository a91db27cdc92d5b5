package dev.holdfast.sandbox.gateway;

import dev.holdfast.sandbox.SandboxSettings;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How often the bot may still identify: 1,000 times in 24 hours, once per 5 seconds and concurrency
 * key.
 */
@Singleton
public class Identifies {
    private static final int TOTAL = 1_000;
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** What {@code /gateway/bot} says about it. */
    public record Limit(int total, int remaining, Duration resetAfter, int maxConcurrency) {}

    private final Clock clock;
    private final int maxConcurrency;
    private final Map<Integer, Instant> last = new HashMap<>();
    private Instant dayEnds;
    private int used;

    Identifies(Clock clock, SandboxSettings settings) {
        this.clock = clock;
        maxConcurrency = settings.maxConcurrency();
        dayEnds = clock.instant().plus(DAY);
    }

    public synchronized Limit limit() {
        turnDay();
        return new Limit(
                TOTAL, TOTAL - used, Duration.between(clock.instant(), dayEnds), maxConcurrency);
    }

    /** False when it comes too early or once too often. */
    synchronized boolean allow(int shard) {
        turnDay();
        var now = clock.instant();
        var before = last.get(shard % maxConcurrency);
        if (used >= TOTAL || (before != null && now.isBefore(before.plus(PAUSE)))) return false;
        last.put(shard % maxConcurrency, now);
        used++;
        return true;
    }

    private void turnDay() {
        if (clock.instant().isBefore(dayEnds)) return;
        dayEnds = clock.instant().plus(DAY);
        used = 0;
    }
}
