package dev.holdfast.sandbox.gateway;

import dev.holdfast.sandbox.SandboxSettings;
import dev.holdfast.sandbox.world.Snowflake;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How often a bot may still identify: 1,000 times in 24 hours, once per 5 seconds and concurrency
 * key.
 */
@Singleton
public class Identifies {
    private static final int TOTAL = 1_000;
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** What {@code /gateway/bot} says about it. */
    public record Limit(int total, int remaining, Duration resetAfter, int maxConcurrency) {}

    /** What one bot has used of its day. */
    private static final class Day {
        private final Map<Integer, Instant> last = new HashMap<>();
        private Instant ends = Instant.MIN;
        private int used;
    }

    private final Clock clock;
    private final int maxConcurrency;
    private final Map<Snowflake, Day> days = new HashMap<>();

    Identifies(Clock clock, SandboxSettings settings) {
        this.clock = clock;
        maxConcurrency = settings.maxConcurrency();
    }

    public synchronized Limit limit(Snowflake bot) {
        var day = today(bot);
        var resetAfter = Duration.between(clock.instant(), day.ends);
        return new Limit(TOTAL, TOTAL - day.used, resetAfter, maxConcurrency);
    }

    /** False when it comes too early or once too often. */
    synchronized boolean allow(Snowflake bot, int shard) {
        var day = today(bot);
        var now = clock.instant();
        var before = day.last.get(shard % maxConcurrency);
        if (day.used >= TOTAL || (before != null && now.isBefore(before.plus(PAUSE)))) return false;
        day.last.put(shard % maxConcurrency, now);
        day.used++;
        return true;
    }

    private Day today(Snowflake bot) {
        var day = days.computeIfAbsent(bot, unseen -> new Day());
        if (!clock.instant().isBefore(day.ends)) {
            day.ends = clock.instant().plus(DAY);
            day.used = 0;
        }
        return day;
    }
}
