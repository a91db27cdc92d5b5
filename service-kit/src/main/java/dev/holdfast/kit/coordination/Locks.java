package dev.holdfast.kit.coordination;

import dev.holdfast.kit.loop.Backoff;
import dev.holdfast.kit.loop.RetryAttempts;
import java.time.Duration;
import java.util.Collection;

/** Locks that reduce contention. They protect no invariant; PostgreSQL does. */
public interface Locks {

    /**
     * Takes all of them or none, in their one order.
     *
     * @param keys at least one
     * @param patience how long to wait for those who have them
     */
    Taken take(Collection<LockKey> keys, Duration patience);

    /** How an implementation tries again for a lock that is held. */
    static RetryAttempts attempts(Duration patience) {
        var backoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(32));
        return new RetryAttempts(backoff, patience, Integer.MAX_VALUE);
    }

    sealed interface Taken {

        /** All of them; the caller closes it. */
        record Held(Lock lock) implements Taken {}

        /**
         * None: others kept them for longer than there was patience.
         *
         * @param key the first that was not to be had
         */
        record Busy(LockKey key) implements Taken {}

        /** None: Redis is unavailable. */
        record Away() implements Taken {}
    }

    /** Locks that are held until closed, or until their lease expires. */
    interface Lock extends AutoCloseable {

        @Override
        void close();
    }
}
