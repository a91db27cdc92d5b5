package dev.holdfast.gateway.reading;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;
import dev.holdfast.kit.protocol.Urgency;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What was found of one kind, for a short while; nothing else is kept. Those who ask for the same
 * meanwhile wait for one answer, but who is urgent for no patient one. Safe for any thread.
 *
 * @param <K> what is asked for; a record
 */
final class LookCache<K, T> {

    private static final int LOCKS = 256;

    private final Cache<K, Look.Found<T>> known;
    private final ReentrantLock[] asking =
            IntStream.range(0, LOCKS)
                    .mapToObj(_ -> new ReentrantLock())
                    .toArray(ReentrantLock[]::new);

    /**
     * Begins empty.
     *
     * @param most by weight
     */
    LookCache(Duration kept, long most, Weigher<K, Look.Found<T>> weigher) {
        this.known =
                Caffeine.newBuilder()
                        .expireAfterWrite(kept)
                        .maximumWeight(most)
                        .weigher(weigher)
                        .executor(Runnable::run)
                        .build();
    }

    /** What is known, or else what is answered now. */
    Look<T> get(K key, Urgency urgency, Supplier<Look<T>> ask) {
        var found = known.getIfPresent(key);
        if (found != null) {
            return found;
        }
        var lock = asking[Math.floorMod(Objects.hash(key, urgency), LOCKS)];
        lock.lock();
        try {
            var meanwhile = known.getIfPresent(key);
            if (meanwhile != null) {
                return meanwhile;
            }
            var look = ask.get();
            if (look instanceof Look.Found<T> fresh) {
                known.put(key, fresh);
            }
            return look;
        } finally {
            lock.unlock();
        }
    }

    /** An event told that it is different now. */
    void forget(Predicate<K> which) {
        known.asMap().keySet().removeIf(which);
    }

    void forget(K key) {
        known.invalidate(key);
    }
}
