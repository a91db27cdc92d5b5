package dev.holdfast.kit.database;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Collects stored settings that this build does not accept; this instance reports each one once.
 * Thread-safe.
 */
public final class SettingsFallbacks {

    private static final int MOST = 10_000;

    private final Set<SettingsFallback> seen = ConcurrentHashMap.newKeySet();
    private volatile Predicate<SettingsFallback> listener = _ -> false;

    /**
     * Hands on what is seen from now on, in the thread that sees it; false: again the next time.
     */
    public void listen(Predicate<SettingsFallback> other) {
        listener = other;
    }

    void saw(SettingsFallback fallback) {
        if (seen.size() >= MOST) {
            seen.clear();
        }
        if (seen.add(fallback) && !listener.test(fallback)) {
            seen.remove(fallback);
        }
    }
}
