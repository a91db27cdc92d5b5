package dev.holdfast.gateway.discord;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Counts refused calls: Discord bans an address after 10,000 answers of 401, 403 or 429 in ten
 * minutes, so at half of that only interactions are still answered. Safe for any thread.
 *
 * @see <a
 *     href="https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans">Discord:
 *     invalid request limit</a>
 */
final class InvalidRequests {

    private static final int MOST = 5_000;
    private static final long WINDOW = Duration.ofMinutes(10).toNanos();

    private final LongSupplier nanos;
    private long windowStart;
    private int count;

    InvalidRequests(LongSupplier nanos) {
        this.nanos = nanos;
        this.windowStart = nanos.getAsLong();
    }

    synchronized void count(int status) {
        if (status == 401 || status == 403 || status == 429) {
            slide();
            count++;
        }
    }

    synchronized boolean isTooMany() {
        slide();
        return count >= MOST;
    }

    private void slide() {
        if (nanos.getAsLong() - windowStart > WINDOW) {
            windowStart = nanos.getAsLong();
            count = 0;
        }
    }
}
