package dev.holdfast.gateway.discord;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
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
@Singleton
final class InvalidRequests {

    private static final int MOST = 5_000;
    private static final long WINDOW = Duration.ofMinutes(10).toNanos();

    private final LongSupplier nanos;
    private long windowStart;
    private int count;

    @Inject
    InvalidRequests() {
        this(System::nanoTime);
    }

    InvalidRequests(LongSupplier nanos) {
        this.nanos = nanos;
        this.windowStart = nanos.getAsLong();
    }

    /** A limit that others share with us is not held against us. */
    void count(Response response) {
        var isShared = response.headers().firstValue("X-RateLimit-Scope").filter("shared"::equals);
        switch (response.status()) {
            case 401, 403 -> count();
            case 429 -> isShared.ifPresentOrElse(_ -> {}, this::count);
            default -> {
                // Whatever else it is, it is no invalid request.
            }
        }
    }

    private synchronized void count() {
        slide();
        count++;
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
