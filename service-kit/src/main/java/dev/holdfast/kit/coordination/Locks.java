package dev.holdfast.kit.coordination;

import java.time.Duration;
import java.util.Collection;

/** Locks that reduce contention. They protect no invariant; PostgreSQL does that. */
public interface Locks {

    /**
     * Takes all of them or none, in their one order.
     *
     * @param keys at least one
     * @param patience how long to wait for those who have them
     */
    Taken take(Collection<LockKey> keys, Duration patience);

    /** What came of it. */
    sealed interface Taken {

        /** All of them; whoever took them closes it. */
        record Held(Lock lock) implements Taken {}

        /**
         * None: others kept them for longer than there was patience.
         *
         * @param key the first that was not to be had
         */
        record Busy(LockKey key) implements Taken {}

        /** None: it cannot be said who has them. */
        record Away() implements Taken {}
    }

    /** Locks that are held until closed, or until they have not been extended in time. */
    interface Lock extends AutoCloseable {

        /**
         * Keeps them for so long from now.
         *
         * @return whether they were still held
         */
        boolean extend(Duration time);

        @Override
        void close();
    }
}
