package dev.holdfast.gateway.operator;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When it is to be told that something is away, once, and that it is back, once. By a clock that
 * never steps. For one thread.
 */
final class Absence {

    private final Duration patience;
    private final LongSupplier nanos;
    private long lastReached;
    private boolean isTold;

    /** What is to be told. */
    enum News {
        NONE,
        AWAY,
        BACK
    }

    /**
     * Begins as if it had just been reached.
     *
     * @param patience how long it may be away before that is told
     */
    Absence(Duration patience, LongSupplier nanos) {
        this.patience = patience;
        this.nanos = nanos;
        this.lastReached = nanos.getAsLong();
    }

    /** The same as long as it was not {@link #told}. */
    News look(boolean isReached) {
        if (isReached) {
            lastReached = nanos.getAsLong();
            return isTold ? News.BACK : News.NONE;
        }
        var isLong = nanos.getAsLong() - lastReached >= patience.toNanos();
        return isLong && !isTold ? News.AWAY : News.NONE;
    }

    void told(News news) {
        isTold = news == News.AWAY;
    }
}
