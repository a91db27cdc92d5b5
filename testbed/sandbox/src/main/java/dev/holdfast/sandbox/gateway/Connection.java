package dev.holdfast.sandbox.gateway;

import dev.holdfast.sandbox.Json;
import io.vertx.core.Context;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One websocket of a bot; everything but {@link #wake} and the closings runs on its own event loop.
 */
final class Connection {
    private static final int BATCH = 256;
    private static final int SENDS = 120;
    private static final Duration SENDS_PER = Duration.ofSeconds(60);

    final int version;
    private final String address;
    private final ServerWebSocket socket;
    private final HttpConnection transport;
    private final Context context;
    private final Duration heartbeat;
    private final AtomicBoolean awake = new AtomicBoolean();
    private Encoding encoding;
    private @Nullable Session session;
    private long sent;
    private volatile Instant lastHeartbeat;
    private Instant sendsSince;
    private int sends;
    private boolean closed;

    Connection(
            ServerWebSocket socket,
            HttpConnection transport,
            Context context,
            Encoding encoding,
            int version,
            String address,
            Duration heartbeat,
            Instant now) {
        this.address = address;
        this.heartbeat = heartbeat;
        this.socket = socket;
        this.transport = transport;
        this.context = context;
        this.encoding = encoding;
        this.version = version;
        lastHeartbeat = now;
        sendsSince = now;
    }

    /** Where the client may resume. */
    String address() {
        return address;
    }

    Optional<Session> session() {
        return Optional.ofNullable(session);
    }

    /** From now on the session's dispatches after that number are sent here. */
    void read(Session attached, long after) {
        session = attached;
        sent = after;
        wake();
    }

    /** Large payloads may be deflated, unless the whole stream is. */
    void compressPayloads() {
        if (encoding instanceof Encoding.Text) encoding = new Encoding.Payload();
    }

    /** A frame that is no dispatch: {@code t} and {@code s} are null. */
    void send(int op, @Nullable Object data) {
        if (closed) return;
        encoding.send(
                socket,
                "{\"t\":null,\"s\":null,\"op\":%d,\"d\":%s}".formatted(op, Json.text(data)));
    }

    /** Called from any thread when there is something to send. */
    void wake() {
        if (awake.compareAndSet(false, true)) context.runOnContext(_ -> drain());
    }

    private void drain() {
        awake.set(false);
        if (closed || socket.isClosed() || session == null) return;
        var frames = session.framesAfter(sent, BATCH);
        if (frames.isEmpty()) {
            close(Close.SESSION_TIMED_OUT);
            return;
        }
        for (var frame : frames.get()) encoding.send(socket, frame);
        sent += frames.get().size();
        if (socket.writeQueueFull()) socket.drainHandler(_ -> wake());
        else if (frames.get().size() == BATCH) wake();
    }

    void heartbeat(Instant now) {
        lastHeartbeat = now;
    }

    /** Whether the client fell silent for one and a half intervals. */
    boolean silent(Instant now) {
        return lastHeartbeat.plus(heartbeat.multipliedBy(3).dividedBy(2)).isBefore(now);
    }

    /** False for the 121st frame within 60 seconds. */
    boolean countSend(Instant now) {
        if (sendsSince.plus(SENDS_PER).isBefore(now)) {
            sendsSince = now;
            sends = 0;
        }
        return ++sends <= SENDS;
    }

    /** A frame sent from another thread. */
    void order(int op, @Nullable Object data) {
        context.runOnContext(_ -> send(op, data));
    }

    void close(Close why) {
        close(why.code, why.reason);
    }

    void close(short code, String reason) {
        context.runOnContext(_ -> {
            if (!closed) socket.close(code, reason);
        });
    }

    /** Ends the TCP connection without a close frame, as a broken network does. */
    void cut() {
        var channel = ((ConnectionBase) transport).channel();
        context.runOnContext(_ -> {
            // From the first handler on, so that none behind it says goodbye.
            var _ = channel.pipeline().firstContext().close();
        });
    }

    void closed() {
        closed = true;
        encoding.close();
    }
}
