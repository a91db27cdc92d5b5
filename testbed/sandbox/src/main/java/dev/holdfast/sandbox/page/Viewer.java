package dev.holdfast.sandbox.page;

import dev.holdfast.sandbox.world.Snowflake;
import io.vertx.core.Context;
import io.vertx.core.http.ServerWebSocket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** One open page: who looks through it, and what it has yet to be sent. */
final class Viewer {
    private static final int MOST_WAITING = 2_000;
    private static final short TRY_AGAIN = 1013;

    final Snowflake userId;
    private final ServerWebSocket socket;
    private final Context context;
    private final Queue<String> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicBoolean awake = new AtomicBoolean();

    Viewer(Snowflake userId, ServerWebSocket socket, Context context) {
        this.userId = userId;
        this.socket = socket;
        this.context = context;
    }

    /** Called under the world's lock, so that pages are told in the order things happened. */
    void tell(String frame) {
        if (count.incrementAndGet() > MOST_WAITING) return;
        waiting.add(frame);
        wake();
    }

    private void wake() {
        if (awake.compareAndSet(false, true)) context.runOnContext(_ -> drain());
    }

    private void drain() {
        awake.set(false);
        if (socket.isClosed()) return;
        if (count.get() > MOST_WAITING) {
            // The page starts again from the whole state, which is less than what it has missed.
            var _ = socket.close(TRY_AGAIN, "too slow");
            return;
        }
        while (!waiting.isEmpty() && !socket.isClosed() && !socket.writeQueueFull()) {
            var frame = waiting.remove();
            count.decrementAndGet();
            var _ = socket.writeTextMessage(frame);
        }
        if (!waiting.isEmpty() && !socket.isClosed()) socket.drainHandler(_ -> wake());
    }
}
