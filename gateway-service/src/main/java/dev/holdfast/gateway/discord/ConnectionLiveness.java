package dev.holdfast.gateway.discord;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether the connection is alive. Javacord stops its heartbeat for good after one that was not
 * acknowledged and then waits for ever, so this watches the acknowledgements. Safe for any thread.
 */
final class ConnectionLiveness {

    private final LongSupplier nanos;
    private final Duration connecting;
    private volatile long lastSign;
    private volatile Duration limit;

    /**
     * Watches from now on.
     *
     * @param nanos a monotonic clock
     * @param connecting how long a connection may take until its first frame
     */
    ConnectionLiveness(LongSupplier nanos, Duration connecting) {
        this.nanos = nanos;
        this.connecting = connecting;
        this.lastSign = nanos.getAsLong();
        this.limit = connecting;
    }

    /** A new attempt at a connection begins. */
    void restart() {
        lastSign = nanos.getAsLong();
        limit = connecting;
    }

    /** Discord said how often it wants to hear from us. */
    void hello(Duration interval) {
        lastSign = nanos.getAsLong();
        limit = interval.multipliedBy(2);
    }

    /** Discord acknowledged a heartbeat. */
    void acknowledged() {
        lastSign = nanos.getAsLong();
    }

    boolean isLost() {
        return nanos.getAsLong() - lastSign > limit.toNanos();
    }
}
