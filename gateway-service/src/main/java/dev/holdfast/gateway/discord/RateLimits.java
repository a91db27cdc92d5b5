package dev.holdfast.gateway.discord;

import dev.holdfast.kit.protocol.Urgency;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Discord's rate limits as its own headers tell them; nothing is assumed. Safe for any thread.
 *
 * @see <a href="https://discord.com/developers/docs/topics/rate-limits">Discord: rate limits</a>
 */
final class RateLimits {

    private static final int MOST = 10_000;
    private static final int SHARE_KEPT = 5;

    private final LongSupplier nanos;
    private final Map<Route, String> bucketOf = bounded();
    private final Map<String, Bucket> buckets = bounded();
    private final Map<String, Kind> kinds = bounded();
    private long globalUntil;

    /** What one channel's bucket told of those of all the others. */
    private record Kind(String hash, long limit, long window) {}

    /** What is left of one bucket until it is full again. */
    private static final class Bucket {
        private long limit = Long.MAX_VALUE;
        private long window;
        private long remaining;
        private long resetsAt;
        private int urgentWaiting;

        /** Full again; until an answer says more, for as long as it ever took to fill. */
        private void refill(long now) {
            remaining = limit;
            resetsAt = now + window;
        }

        /**
         * An answer of the window before may come late: an end never moves to an earlier instant.
         */
        private void resetAt(long end, long now) {
            if (resetsAt - now <= 0 || end - resetsAt > 0) {
                resetsAt = end;
            }
        }

        /**
         * A fifth for who is urgent, at least one of several, and one for each that waits; but for
         * one, so that patient calls go on.
         */
        private long keptFrom(Urgency urgency) {
            if (urgency == Urgency.URGENT || limit == Long.MAX_VALUE) {
                return 0;
            }
            var share = Math.min(limit / 2, Math.max(1, limit / SHARE_KEPT));
            return Math.max(share, Math.min(limit - 1, urgentWaiting));
        }
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

    /**
     * Takes a place for the call; or says how long to wait before asking again. Patient calls leave
     * some of each bucket to urgent ones.
     */
    synchronized Optional<Duration> take(Route route, Urgency urgency) {
        var now = nanos.getAsLong();
        if (route.isGloballyLimited() && globalUntil - now > 0) {
            return Optional.of(Duration.ofNanos(globalUntil - now));
        }
        var bucket = bucket(route);
        if (bucket == null) {
            return Optional.empty();
        }
        if (bucket.resetsAt - now <= 0) {
            bucket.refill(now);
        }
        if (bucket.remaining <= bucket.keptFrom(urgency)) {
            return Optional.of(Duration.ofNanos(bucket.resetsAt - now));
        }
        bucket.remaining--;
        return Optional.empty();
    }

    /**
     * Waits until {@link #take} has a place for the call; the next ones are for urgent calls that
     * wait.
     *
     * @param sleep false where that is too long
     * @return how much longer it would take; empty: it has its place
     */
    Optional<Duration> await(Route route, Urgency urgency, Predicate<Duration> sleep) {
        var wait = take(route, urgency);
        var bucket = wait.isPresent() && urgency == Urgency.URGENT ? bucket(route) : null;
        waiting(bucket, 1);
        try {
            while (wait.isPresent() && sleep.test(wait.get())) {
                wait = take(route, urgency);
            }
            return wait;
        } finally {
            waiting(bucket, -1);
        }
    }

    private synchronized void waiting(@Nullable Bucket bucket, int more) {
        if (bucket != null) {
            bucket.urgentWaiting += more;
        }
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
        var limit = headers.firstValue("X-RateLimit-Limit").map(Long::parseLong);
        bucket.limit = limit.orElse(bucket.limit);
        bucket.window = Math.max(bucket.window, nanos(resetAfter.getAsDouble()));
        kinds.put(route.kind(), new Kind(hash.get(), bucket.limit, bucket.window));
        // Answers overtake each other, so within a window what is left only shrinks.
        bucket.remaining =
                sameWindow ? Math.min(bucket.remaining, remaining.get()) : remaining.get();
        bucket.resetAt(now + nanos(resetAfter.getAsDouble()), now);
    }

    /** Learns from a 429 and says how long to wait. */
    synchronized Duration exceeded(Route route, HttpHeaders headers, double retryAfter) {
        var wait = Duration.ofNanos(nanos(retryAfter));
        var now = nanos.getAsLong();
        var until = now + wait.toNanos();
        if (headers.firstValue("X-RateLimit-Global").isPresent()
                || headers.firstValue("X-RateLimit-Scope").filter("global"::equals).isPresent()) {
            globalUntil = until;
            return wait;
        }
        var bucket =
                buckets.computeIfAbsent(
                        bucketOf.computeIfAbsent(route, Route::toString), unknown -> new Bucket());
        bucket.remaining = 0;
        bucket.resetAt(until, now);
        return wait;
    }

    /** A channel that was never heard of is taken to be like the others. */
    private synchronized @Nullable Bucket bucket(Route route) {
        var known = bucketOf.get(route);
        var kind = kinds.get(route.kind());
        if (known != null || kind == null) {
            return known == null ? null : buckets.get(known);
        }
        var key = kind.hash() + route.major();
        bucketOf.put(route, key);
        return buckets.computeIfAbsent(key, fresh -> like(kind));
    }

    private Bucket like(Kind kind) {
        var bucket = new Bucket();
        bucket.limit = kind.limit();
        bucket.window = kind.window();
        bucket.refill(nanos.getAsLong());
        return bucket;
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
