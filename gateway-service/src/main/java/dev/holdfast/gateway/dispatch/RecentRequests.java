package dev.holdfast.gateway.dispatch;

import java.util.LinkedHashSet;

/** What this process was asked lately, so that it answers once also without Redis. */
final class RecentRequests {

    private static final int MOST = 50_000;

    private final LinkedHashSet<String> ids = new LinkedHashSet<>();

    /** False where it was there before. */
    synchronized boolean add(String id) {
        if (!ids.add(id)) {
            return false;
        }
        if (ids.size() > MOST) {
            ids.removeFirst();
        }
        return true;
    }
}
