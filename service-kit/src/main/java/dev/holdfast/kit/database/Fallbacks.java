package dev.holdfast.kit.database;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The stored settings that this build was seen to refuse, each handed on once by this instance.
 * Safe for any thread.
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
