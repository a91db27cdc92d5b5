package dev.holdfast.kit.loop;

import dev.holdfast.kit.problem.Unavailable;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue with one loop that handles items in order. An item waits as long as something is
 * {@link Unavailable}. If it fails otherwise, it is retried 20 times in about 80 s and then
 * dropped, so that it does not block the items behind it. Thread-safe.
 */
public final class WorkQueue<T> {

    private static final Logger LOG = Logger.getLogger("holdfast.background");
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int MOST_ATTEMPTS = 20;

    private final String name;
    private final Handler<T> handler;
    private final Consumer<T> givenUp;
    private final BlockingQueue<T> queue;
    private final PollingLoop loop;
    private @Nullable T item;
    private int attempts;
    private volatile boolean idle = true;

    /** What is done with an item. */
    @FunctionalInterface
    public interface Handler<T> {

        /**
         * Handles the item.
         *
         * @throws Unavailable to have it handled again, however long that takes
         * @throws InterruptedException when the queue is being closed
         */
        void handle(T item) throws InterruptedException;
    }

    /**
     * A queue that handles nothing before {@link #start}.
     *
     * @param name the loop's
     * @param most how many items may wait
     * @param givenUp hears of an item that failed too often
     */
    public WorkQueue(
            PollingLoops loops, String name, int most, Handler<T> handler, Consumer<T> givenUp) {
        this(loops, name, most, handler, givenUp, LONGEST_BACKOFF);
    }

    WorkQueue(
            PollingLoops loops,
            String name,
            int most,
            Handler<T> handler,
            Consumer<T> givenUp,
            Duration longestBackoff) {
        this.name = name;
        this.handler = handler;
        this.givenUp = givenUp;
        this.queue = new ArrayBlockingQueue<>(most);
        this.loop = loops.loop(name, longestBackoff, this::round);
    }

    public void start() {
        loop.start();
    }

    /** Whether there was room for it. */
    public boolean offer(T given) {
        return queue.offer(given);
    }

    public int size() {
        return queue.size();
    }

    /** Handles what waits, for at most so long; what is left is dropped. */
    public void drain(Duration longest) throws InterruptedException {
        var deadline = System.nanoTime() + longest.toNanos();
        while ((!queue.isEmpty() || !idle) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        interrupt();
    }

    /** Stops at once. */
    public void interrupt() {
        loop.interrupt(Duration.ZERO);
    }

    private Duration round() throws InterruptedException {
        var next = item;
        if (next == null) {
            idle = queue.isEmpty();
            next = queue.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                return Duration.ZERO;
            }
            idle = false;
            item = next;
            attempts = 0;
        }
        try {
            handler.handle(next);
        } catch (Unavailable e) {
            throw e;
        } catch (RuntimeException | Error e) {
            attempts++;
            if (attempts < MOST_ATTEMPTS) {
                throw e;
            }
            LOG.errorf(e, "%s gives up after %d attempts: %s", name, attempts, next);
            givenUp.accept(next);
        }
        item = null;
        return Duration.ZERO;
    }
}
