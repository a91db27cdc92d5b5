package dev.holdfast.gateway.dispatch;

import java.util.LinkedHashSet;

/** The ids of recent requests, so that each is answered once even without Redis. */
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
