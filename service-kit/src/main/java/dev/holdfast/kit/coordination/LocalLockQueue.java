package dev.holdfast.kit.coordination;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Who of this process is next, in the order of asking: of those who want the same lock only one
 * asks Redis for it, and the one behind knows at once that it is free.
 */
final class LocalLockQueue {

    private final ConcurrentHashMap<LockKey, Turn> turns = new ConcurrentHashMap<>();

    /**
     * Those who wait for a key, and the one who has it.
     *
     * @param people how many of both; the last one takes the entry away
     */
    private record Turn(Semaphore place, int people) {

        Turn with(int more) {
            return new Turn(place, people + more);
        }
    }

    /** Waits for all of them, in their order; false where that took too long. */
    boolean take(List<LockKey> sorted, Duration patience) throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        for (var taken = 0; taken < sorted.size(); taken++) {
            var mine = false;
            try {
                mine = take(sorted.get(taken), deadline);
            } finally {
                if (!mine) {
                    give(sorted.subList(0, taken));
                }
            }
            if (!mine) {
                return false;
            }
        }
        return true;
    }

    void give(List<LockKey> taken) {
        for (var key : taken) {
            turns.computeIfPresent(
                    key,
                    (_, turn) -> {
                        turn.place.release();
                        return left(turn);
                    });
        }
    }

    private boolean take(LockKey key, long deadline) throws InterruptedException {
        var turn =
                turns.compute(
                        key,
                        (_, found) ->
                                found == null
                                        ? new Turn(new Semaphore(1, true), 1)
                                        : found.with(1));
        var mine = false;
        try {
            mine = turn.place.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            return mine;
        } finally {
            if (!mine) {
                turns.computeIfPresent(key, (_, found) -> left(found));
            }
        }
    }

    @SuppressWarnings("NullAway") // null is how a map's entry is taken away
    private static Turn left(Turn turn) {
        return turn.people == 1 ? null : turn.with(-1);
    }
}
