package dev.holdfast.gateway.prefix;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The messages of one channel that have no answer yet, in the order in which they were written.
 * Bounded; safe for any thread.
 */
final class ChannelQueue {

    private static final int MOST = 100;

    private final SortedMap<Long, MessageTurn> turns = new TreeMap<>();
    private boolean isBeingSent;

    /** A place for one more; empty where there is none, or it has one already. */
    synchronized Optional<MessageTurn> take(CommandMessage asked) {
        var turn = new MessageTurn(asked);
        if (turns.size() >= MOST || turns.putIfAbsent(turn.place(), turn) != null) {
            return Optional.empty();
        }
        return Optional.of(turn);
    }

    synchronized boolean isEmpty() {
        return turns.isEmpty();
    }

    /** Has its answer; whether somebody is to begin sending. */
    synchronized boolean answer(MessageTurn turn, PendingReply answer) {
        turn.answer(answer);
        notifyAll();
        var begins = !isBeingSent;
        isBeingSent = true;
        return begins;
    }

    /** Others need not wait for it. */
    synchronized void stepAside(MessageTurn turn) {
        turn.stepAside();
        notifyAll();
    }

    /** They are settled, or somebody else settles them. */
    synchronized void leave(List<MessageTurn> settled) {
        settled.forEach(turn -> turns.remove(turn.place()));
        notifyAll();
    }

    /**
     * The next answers for one message, when it is their turn; none: there are none, and whoever
     * brings the next one begins sending again.
     */
    synchronized List<MessageTurn> next() throws InterruptedException {
        while (turns.values().stream().anyMatch(turn -> turn.answer() != null)) {
            var batch = new ArrayList<MessageTurn>();
            var holdUp = gather(batch);
            if (!batch.isEmpty()) {
                return batch;
            }
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(holdUp, 1_000_000));
        }
        isBeingSent = false;
        return List.of();
    }

    /** Nobody sends any more; whoever brings the next answer begins again. */
    synchronized void stopped() {
        isBeingSent = false;
    }

    /** Waits until it is worth another try. */
    synchronized void pause(Duration wait) throws InterruptedException {
        var deadline = System.nanoTime() + wait.toNanos();
        for (var left = wait.toNanos(); left > 0; left = deadline - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
        }
    }

    /** Returns how long the first one without an answer holds up those behind it. */
    private long gather(List<MessageTurn> batch) {
        var now = System.nanoTime();
        var gathered = new ArrayList<PendingReply>();
        for (var turn : turns.values()) {
            var answer = turn.answer();
            if (answer == null) {
                var holdUp = turn.holdsUp(now);
                if (holdUp > 0) {
                    return holdUp;
                }
            } else if (joins(batch, turn) && ReplyBatch.fits(gathered, answer)) {
                batch.add(turn);
                gathered.add(answer);
            }
        }
        return 0;
    }

    private static boolean joins(List<MessageTurn> batch, MessageTurn turn) {
        return batch.isEmpty() || !(batch.getFirst().isAlone() || turn.isAlone());
    }
}
