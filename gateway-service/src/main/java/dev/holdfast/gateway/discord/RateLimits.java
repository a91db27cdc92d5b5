package dev.holdfast.gateway.discord;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Discord's rate limits as its own headers tell them; nothing is assumed. Safe for any thread.
 *
 * @see <a href="https://discord.com/developers/docs/topics/rate-limits">Discord: rate limits</a>
 */
final class RateLimits {

    private static final int MOST = 10_000;

    private final LongSupplier nanos;
    private final Map<Route, String> bucketOf = bounded();
    private final Map<String, Bucket> buckets = bounded();
    private long globalUntil;

    /** What is left of one bucket until it is full again. */
    private static final class Bucket {
        private long remaining;
        private long resetsAt;
    }

    /**
     * Starts knowing no limits.
     *
     * @param nanos a monotonic clock
     */
    RateLimits(LongSupplier nanos) {
        this.nanos = nanos;
        this.globalUntil = nanos.getAsLong();
    }

    /** Takes a place for the call; or says how long to wait before asking again. */
    synchronized Optional<Duration> take(Route route) {
        var now = nanos.getAsLong();
        if (route.isGloballyLimited() && globalUntil - now > 0) {
            return Optional.of(Duration.ofNanos(globalUntil - now));
        }
        var bucket = bucket(route);
        if (bucket == null || bucket.resetsAt - now <= 0) {
            return Optional.empty();
        }
        if (bucket.remaining <= 0) {
            return Optional.of(Duration.ofNanos(bucket.resetsAt - now));
        }
        bucket.remaining--;
        return Optional.empty();
    }

    /** Learns from what an answer says of its bucket. */
    synchronized void learn(Route route, HttpHeaders headers) {
        var hash = headers.firstValue("X-RateLimit-Bucket");
        var remaining = headers.firstValue("X-RateLimit-Remaining").map(Long::parseLong);
        var resetAfter = number(headers, "X-RateLimit-Reset-After");
        if (hash.isEmpty() || remaining.isEmpty() || resetAfter.isEmpty()) {
            return;
        }
        var key = hash.get() + route.major();
        bucketOf.put(route, key);
        var bucket = buckets.computeIfAbsent(key, unknown -> new Bucket());
        var now = nanos.getAsLong();
        var sameWindow = bucket.resetsAt - now > 0;
        // Answers overtake each other, so within a window what is left only shrinks.
        bucket.remaining =
                sameWindow ? Math.min(bucket.remaining, remaining.get()) : remaining.get();
        bucket.resetsAt = now + nanos(resetAfter.getAsDouble());
    }

    /** Learns from a 429 and says how long to wait. */
    synchronized Duration exceeded(Route route, HttpHeaders headers, double retryAfter) {
        var wait = Duration.ofNanos(nanos(retryAfter));
        var until = nanos.getAsLong() + wait.toNanos();
        if (headers.firstValue("X-RateLimit-Global").isPresent()
                || headers.firstValue("X-RateLimit-Scope").filter("global"::equals).isPresent()) {
            globalUntil = until;
            return wait;
        }
        var bucket =
                buckets.computeIfAbsent(
                        bucketOf.computeIfAbsent(route, Route::toString), unknown -> new Bucket());
        bucket.remaining = 0;
        bucket.resetsAt = until;
        return wait;
    }

    private @Nullable Bucket bucket(Route route) {
        var key = bucketOf.get(route);
        return key == null ? null : buckets.get(key);
    }

    private static OptionalDouble number(HttpHeaders headers, String name) {
        return headers.firstValue(name).stream().mapToDouble(Double::parseDouble).findFirst();
    }

    private static long nanos(double seconds) {
        return (long) (Math.clamp(seconds, 0, 3_600) * 1e9);
    }

    /** Webhook tokens are part of a bucket's name, so the oldest are forgotten. */
    private static <K, V> Map<K, V> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > MOST;
            }
        };
    }
}
