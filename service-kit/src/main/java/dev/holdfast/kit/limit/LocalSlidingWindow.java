package dev.holdfast.kit.limit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;

/** A sliding-window rate limit of one process. Thread-safe. */
public final class LocalSlidingWindow {

    private final SlidingWindow pace;
    private final LongSupplier nanos;
    private final Deque<Long> turns = new ArrayDeque<>();

    /**
     * Begins with every turn free.
     *
     * @param nanos a monotonic clock
     */
    public LocalSlidingWindow(SlidingWindow pace, LongSupplier nanos) {
        this.pace = pace;
        this.nanos = nanos;
    }

    /**
     * Takes the next free turn.
     *
     * @param longest how long the caller would wait for it
     * @return how long to wait for the turn; empty: longer than that, and none was taken
     */
    public synchronized Optional<Duration> take(Duration longest) {
        var now = nanos.getAsLong();
        var isFull = turns.size() == pace.most();
        var wait = isFull ? Math.max(0, turns.peekFirst() + pace.span().toNanos() - now) : 0;
        if (wait > longest.toNanos()) {
            return Optional.empty();
        }
        if (isFull) {
            turns.removeFirst();
        }
        turns.addLast(now + wait);
        return Optional.of(Duration.ofNanos(wait));
    }
}
