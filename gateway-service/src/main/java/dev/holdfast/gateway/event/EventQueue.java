package dev.holdfast.gateway.event;

import dev.holdfast.kit.protocol.EventBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The events that wait to be told to one service, up to 20,000. All that is there leaves at once as
 * a batch, so events gather just as long as the batch before them is under way. Any thread adds,
 * one takes.
 */
final class EventQueue {

    private static final int MOST = 20_000;
    private static final int LARGEST_CHARACTERS = 300_000;

    private final BlockingQueue<PendingEvent> waiting = new ArrayBlockingQueue<>(MOST);

    /** What did not fit into the last batch. */
    private Optional<PendingEvent> next = Optional.empty();

    /** Whether there is room for it. */
    boolean add(PendingEvent event) {
        return waiting.offer(event);
    }

    int size() {
        return waiting.size();
    }

    /**
     * Up to 500 events and about 300 kB, without waiting for more than the first.
     *
     * @return empty where none came in time
     */
    List<PendingEvent> take(Duration longest) throws InterruptedException {
        var batch = new ArrayList<PendingEvent>();
        var size = 0;
        var each = first(longest);
        while (each != null) {
            size += each.json().length();
            if (!batch.isEmpty() && size > LARGEST_CHARACTERS) {
                next = Optional.of(each);
                return batch;
            }
            batch.add(each);
            each = batch.size() < EventBatch.MOST ? waiting.poll() : null;
        }
        return batch;
    }

    /** Null where none came in time. */
    private @Nullable PendingEvent first(Duration longest) throws InterruptedException {
        if (next.isPresent()) {
            var held = next.get();
            next = Optional.empty();
            return held;
        }
        return waiting.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
    }
}
