package dev.holdfast.gateway.discord;

import dev.holdfast.kit.coordination.RedisUnavailable;
import dev.holdfast.kit.limit.SharedLimits;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Counts refused calls: Discord bans an address after 10,000 answers of 401, 403 or 429 in ten
 * minutes, so at half of that only interactions are still answered. All gateways count together, as
 * if they had one address; each learns the sum with every refusal of its own. Safe for any thread.
 *
 * @see <a
 *     href="https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans">Discord:
 *     invalid request limit</a>
 */
@Singleton
final class InvalidRequests {

    private static final int MOST = 5_000;
    private static final Duration SPAN = Duration.ofMinutes(10);
    private static final String NAME = "discord-invalid";

    private final Count count;
    private final LongSupplier nanos;
    private long spanStart;
    private long own;
    private long all;

    /** How many all gateways counted in the running span, with one more. */
    interface Count {
        long next() throws RedisUnavailable;
    }

    @Inject
    InvalidRequests(SharedLimits shared) {
        this(() -> shared.count(NAME, SPAN), System::nanoTime);
    }

    InvalidRequests(Count count, LongSupplier nanos) {
        this.count = count;
        this.nanos = nanos;
        this.spanStart = nanos.getAsLong();
    }

    /** A limit that others share with us is not held against us. */
    void count(RestResponse response) {
        if (response.isInvalid()) {
            add(together());
        }
    }

    private long together() {
        try {
            return count.next();
        } catch (RedisUnavailable _) {
            return 0;
        }
    }

    private synchronized void add(long together) {
        slide();
        own++;
        all = Math.max(all, together);
    }

    synchronized boolean isTooMany() {
        slide();
        return Math.max(own, all) >= MOST;
    }

    private void slide() {
        if (nanos.getAsLong() - spanStart > SPAN.toNanos()) {
            spanStart = nanos.getAsLong();
            own = 0;
            all = 0;
        }
    }
}
