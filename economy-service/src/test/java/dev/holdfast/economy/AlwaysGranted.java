package dev.holdfast.economy;

import dev.holdfast.kit.coordination.LockKey;
import dev.holdfast.kit.coordination.Locks;
import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A profile in which everybody gets every lock at once: money must not notice. */
public final class AlwaysGranted implements QuarkusTestProfile {

    /** How often anybody asked for locks that there are. */
    public static final AtomicInteger ASKED = new AtomicInteger();

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(Everybody.class);
    }

    /** Excludes nobody. */
    @Alternative
    @Singleton
    public static final class Everybody implements Locks {

        @Override
        public Taken take(Collection<LockKey> keys, Duration patience) {
            if (!keys.isEmpty()) {
                ASKED.incrementAndGet();
            }
            return new Taken.Held(new Nothing());
        }
    }

    private record Nothing() implements Locks.Lock {

        @Override
        public boolean extend(Duration time) {
            return true;
        }

        @Override
        public void close() {}
    }
}
