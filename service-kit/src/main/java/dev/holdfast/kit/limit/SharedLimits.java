package dev.holdfast.kit.limit;

import dev.holdfast.kit.coordination.Redis;
import dev.holdfast.kit.coordination.RedisUnavailable;
import io.lettuce.core.ScriptOutputType;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Rate limits shared by several processes through Redis and its clock. If Redis loses its data, at
 * most one span's worth is forgotten. Thread-safe.
 */
@Singleton
public final class SharedLimits {

    /** Remembers the last turns; the next is one span after that many before it. */
    private static final String TAKE =
            """
            local time = redis.call('TIME')
            local now = time[1] * 1000000 + time[2]
            local most, span, longest = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
            local turn = now
            local before = redis.call('LINDEX', KEYS[1], most - 1)
            if before then turn = math.max(now, tonumber(before) + span) end
            if turn - now > longest then return -1 end
            redis.call('LPUSH', KEYS[1], string.format('%.0f', turn))
            redis.call('LTRIM', KEYS[1], 0, most - 1)
            redis.call('PEXPIRE', KEYS[1], math.ceil((turn - now + span) / 1000))
            return turn - now
            """;

    /** Remembers of each bucket when it is full again. */
    private static final String TAKE_EACH =
            """
            local time = redis.call('TIME')
            local now = time[1] * 1000000 + time[2]
            local fullAt, empty, longest = {}, 0, 0
            for i, key in ipairs(KEYS) do
                local missing = math.max(0, (redis.call('GET', key) or now) - now)
                fullAt[i] = now + missing + ARGV[2 * i]
                local wait = fullAt[i] - ARGV[2 * i - 1] - now
                if wait > longest then empty, longest = i, wait end
            end
            if empty > 0 then return {empty, longest} end
            for i, key in ipairs(KEYS) do
                local millis = math.ceil((fullAt[i] - now) / 1000)
                redis.call('SET', key, string.format('%.0f', fullAt[i]), 'PX', millis)
            end
            return {}
            """;

    private static final String COUNT =
            """
            local count = redis.call('INCR', KEYS[1])
            if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
            return count
            """;
    private static final String PACES = "limit:pace:";
    private static final String BUCKETS = "limit:bucket:";
    private static final String COUNTS = "limit:count:";

    private final Redis redis;

    SharedLimits(Redis redis) {
        this.redis = redis;
    }

    /**
     * Takes the next free turn of all who share the name.
     *
     * @param longest how long the caller would wait for it
     * @return how long to wait for the turn; empty: longer than that, and none was taken
     */
    public Optional<Duration> take(String name, SlidingWindow pace, Duration longest)
            throws RedisUnavailable {
        var micros =
                ask(
                        TAKE,
                        PACES + name,
                        Integer.toString(pace.most()),
                        Long.toString(micros(pace.span())),
                        Long.toString(micros(longest)));
        return micros < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(micros * 1_000));
    }

    /**
     * Takes a token from each of the buckets, or none where one of them is empty.
     *
     * @return the one that is empty for longest; nothing: the tokens were taken
     */
    public Optional<TokenBucket.Empty> take(List<TokenBucket> buckets) throws RedisUnavailable {
        var keys = buckets.stream().map(bucket -> BUCKETS + bucket.name()).toArray(String[]::new);
        var arguments =
                buckets.stream()
                        .flatMap(bucket -> Stream.of(bucket.span(), bucket.perToken()))
                        .map(duration -> Long.toString(micros(duration)))
                        .toArray(String[]::new);
        var empty =
                redis.ask(commands ->
                        commands.<List<Long>>eval(
                                TAKE_EACH, ScriptOutputType.MULTI, keys, arguments));
        return empty.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new TokenBucket.Empty(
                                buckets.get(Math.toIntExact(empty.getFirst()) - 1),
                                Duration.of(empty.getLast(), ChronoUnit.MICROS)));
    }

    /** Counts one more of something, and tells how many there were since a span began. */
    public long count(String name, Duration span) throws RedisUnavailable {
        return ask(COUNT, COUNTS + name, Long.toString(span.toMillis()));
    }

    private long ask(String script, String key, String... arguments) throws RedisUnavailable {
        var keys = new String[] {key};
        return redis.ask(
                commands -> commands.<Long>eval(script, ScriptOutputType.INTEGER, keys, arguments));
    }

    private static long micros(Duration duration) {
        return TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
    }
}
