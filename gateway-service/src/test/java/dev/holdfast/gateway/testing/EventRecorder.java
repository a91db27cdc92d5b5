package dev.holdfast.gateway.testing;

import dev.holdfast.kit.protocol.EventBatch;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.EventReceipt;
import dev.holdfast.kit.protocol.EventReceipt.Result;
import dev.holdfast.kit.protocol.MessageEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Takes events in as the kit does: each key once, a guild's in order. Safe for any thread. */
public final class EventRecorder {

    private final List<EventEnvelope> heard = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private final List<Integer> batches = new ArrayList<>();
    private volatile CountDownLatch hold = new CountDownLatch(0);
    private boolean later;
    private boolean understanding;
    private int lost;

    public synchronized List<EventEnvelope> all() {
        return List.copyOf(heard);
    }

    /** How many events came in each request, refused ones included. */
    public synchronized List<Integer> batches() {
        return List.copyOf(batches);
    }

    /** From now on it asks for everything again, or no longer. */
    public synchronized void again(boolean wanted) {
        later = wanted;
    }

    /** From now on it takes whatever it refused before, or no longer. */
    public synchronized void understandAll(boolean wanted) {
        understanding = wanted;
    }

    /** It takes the next batches in, and dies before it can say so. */
    public synchronized void loseAnswers(int many) {
        lost = many;
    }

    /** Whether the answer that it would give now is lost. */
    synchronized boolean loses() {
        lost--;
        return lost >= 0;
    }

    /** Takes nothing in until released. */
    public void hold() {
        hold = new CountDownLatch(1);
    }

    public void release() {
        hold.countDown();
    }

    void awaitRelease() {
        try {
            var _ = hold.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Empty: it does not understand the batch, since a message of 66 characters is in it. */
    synchronized List<EventReceipt> take(EventBatch batch) {
        batches.add(batch.events().size());
        if (batch.events().stream().anyMatch(note -> length(note) == 66)) {
            return List.of();
        }
        return batch.events().stream().map(this::receipt).toList();
    }

    /** A message of 77 characters is too much for one feature, until that is asked by itself. */
    private EventReceipt receipt(EventEnvelope note) {
        return length(note) == 77 && note.features().isEmpty()
                ? new EventReceipt(note.key(), Result.REFUSED, List.of("stall"))
                : new EventReceipt(note.key(), take(note));
    }

    private Result take(EventEnvelope note) {
        if (later) {
            return Result.AGAIN;
        }
        if (length(note) == 13) {
            return Result.REFUSED;
        }
        if (keys.add(note.guild() + "/" + note.key())) {
            heard.add(note);
        }
        return Result.HANDLED;
    }

    private int length(EventEnvelope note) {
        return !understanding && note.event() instanceof MessageEvent.MessagePosted posted
                ? posted.length()
                : 0;
    }
}
