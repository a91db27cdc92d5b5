package dev.holdfast.gateway.reading;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;
import dev.holdfast.kit.limit.ReservedBulkhead;
import dev.holdfast.kit.protocol.Urgency;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was found of one kind, for a short while; nothing else is kept. Those who ask for the same
 * meanwhile share one answer, whatever it is, but who is urgent waits for no patient one. An answer
 * during which an event told that it is different now is given to those who asked before, and not
 * kept. Safe for any thread.
 *
 * @param <K> what is asked for; a record
 */
final class ReadCache<K, T> {

    /** Shorter than what a service waits. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);

    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final ReservedBulkhead places;
    private final Cache<K, ReadResult.Found<T>> known;
    private final ConcurrentMap<Asked<K>, FutureTask<ReadResult<T>>> asking =
            new ConcurrentHashMap<>();

    private record Asked<K>(K key, Urgency urgency) {}

    /**
     * Begins empty.
     *
     * @param places one for each look; who waits for another's takes none
     * @param most by weight
     */
    ReadCache(
            ReservedBulkhead places,
            Duration kept,
            long most,
            Weigher<K, ReadResult.Found<T>> weigher) {
        this.places = places;
        this.known =
                Caffeine.newBuilder()
                        .expireAfterWrite(kept)
                        .maximumWeight(most)
                        .weigher(weigher)
                        .executor(Runnable::run)
                        .build();
    }

    /** What is known, or else what is answered now; who waits for another's look waits 8 s. */
    ReadResult<T> get(K key, Urgency urgency, Supplier<ReadResult<T>> ask) {
        var found = known.getIfPresent(key);
        if (found != null) {
            return found;
        }
        var asked = new Asked<>(key, urgency);
        var look = new FutureTask<>(() -> looked(key, urgency, ask));
        var others = asking.putIfAbsent(asked, look);
        if (others != null) {
            return shared(others);
        }
        look.run();
        // Not there any more: an event told meanwhile that it is different now.
        asking.computeIfPresent(
                asked, (_, current) -> look.equals(current) ? kept(key, look) : current);
        return shared(look);
    }

    private ReadResult<T> looked(K key, Urgency urgency, Supplier<ReadResult<T>> ask) {
        var meanwhile = known.getIfPresent(key);
        if (meanwhile != null) {
            return meanwhile;
        }
        if (!places.tryTake(urgency)) {
            return new ReadResult.Away<>("too many are read at once", A_MOMENT);
        }
        try {
            return ask.get();
        } finally {
            places.release(urgency);
        }
    }

    private @Nullable FutureTask<ReadResult<T>> kept(K key, FutureTask<ReadResult<T>> look) {
        if (look.state() == Future.State.SUCCESS
                && look.resultNow() instanceof ReadResult.Found<T> fresh) {
            known.put(key, fresh);
        }
        return null;
    }

    private static <T> ReadResult<T> shared(Future<ReadResult<T>> look) {
        try {
            return look.get(LONGEST_WAIT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            return new ReadResult.Away<>("another waits for the same", A_MOMENT);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new ReadResult.Away<>("the gateway stops", A_MOMENT);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** An event told that it is different now. */
    void forget(Predicate<K> which) {
        asking.keySet().removeIf(asked -> which.test(asked.key()));
        known.asMap().keySet().removeIf(which);
    }

    void forget(K key) {
        for (var urgency : Urgency.values()) {
            asking.remove(new Asked<>(key, urgency));
        }
        known.invalidate(key);
    }
}
