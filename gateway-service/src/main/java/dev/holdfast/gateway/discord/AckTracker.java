package dev.holdfast.gateway.discord;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** The events of one session that somebody keeps. Safe for any thread. */
final class AckTracker {

    private final Map<Long, Integer> keepers = new HashMap<>();
    private final SortedSet<Long> kept = new TreeSet<>();

    /** The place of the event of that number. */
    Ack of(long sequence) {
        return new Ack() {
            @Override
            public void keep() {
                AckTracker.this.keep(sequence);
            }

            @Override
            public void release() {
                AckTracker.this.release(sequence);
            }
        };
    }

    /**
     * The number up to which nothing has to be told again.
     *
     * @param heard the last one that was heard
     */
    synchronized long upTo(long heard) {
        return kept.isEmpty() ? heard : Math.min(heard, kept.first() - 1);
    }

    private synchronized void keep(long sequence) {
        keepers.merge(sequence, 1, Integer::sum);
        kept.add(sequence);
    }

    private synchronized void release(long sequence) {
        if (keepers.computeIfPresent(sequence, (_, many) -> many == 1 ? null : many - 1) == null) {
            kept.remove(sequence);
        }
    }
}
