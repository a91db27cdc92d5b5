package dev.holdfast.kit.database;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Collects stored settings that this build does not accept; this instance reports each one once.
 * Thread-safe.
 */
public final class Fallbacks {

    private static final int MOST = 10_000;

    private final Set<Fallback> seen = ConcurrentHashMap.newKeySet();
    private volatile Predicate<Fallback> listener = _ -> false;

    /**
     * Hands on what is seen from now on, in the thread that sees it; false: again the next time.
     */
    public void listen(Predicate<Fallback> other) {
        listener = other;
    }

    void saw(Fallback fallback) {
        if (seen.size() >= MOST) {
            seen.clear();
        }
        if (seen.add(fallback) && !listener.test(fallback)) {
            seen.remove(fallback);
        }
    }
}
