package dev.holdfast.gateway.discord;

import com.neovisionaries.ws.client.WebSocket;
import com.neovisionaries.ws.client.WebSocketFrame;
import dev.holdfast.gateway.shard.ResumableSession;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.javacord.core.util.gateway.DiscordWebSocketAdapter;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Javacord's connection: it identifies, beats, reconnects and resumes. What is heard is handed over
 * before Javacord looks at it, which then learns no more than the sequence number; its own handlers
 * lose interactions in channels they have not cached, and cost memory and time.
 */
final class GatewaySocket extends DiscordWebSocketAdapter {

    private static final Logger LOG = Logger.getLogger("holdfast.discord");
    private static final int RESUMABLE = 4000;
    private static final long CLOSING_MILLIS = 1_000;

    private final FrameReader frames;
    private final CountDownLatch ended;
    private final AtomicReference<ResumableSession> earlier;
    private volatile boolean leaving;

    /**
     * Connects at once and returns when the first attempt has succeeded or failed.
     *
     * @param earlier the session to go on with in place of a new one; emptied once that is tried
     */
    GatewaySocket(JavacordApi api, FrameReader frames, AtomicReference<ResumableSession> earlier) {
        this.frames = frames;
        this.earlier = earlier;
        this.ended = new CountDownLatch(1);
        super(api);
    }

    @Override
    public void onConnected(WebSocket socket, Map<String, List<String>> headers) {
        // Or Javacord would give up when its very first connection closes before READY.
        isReady().complete(true);
        if (leaving) {
            socket.disconnect(RESUMABLE, "leaving", CLOSING_MILLIS);
        }
    }

    @Override
    public void onTextMessage(WebSocket socket, String text) throws Exception {
        var session = earlier.getAndSet(null);
        if (session != null) {
            // Javacord then resumes when it is greeted, as after a connection of its own.
            super.onTextMessage(socket, frames.resume(session));
        }
        super.onTextMessage(socket, frames.take(text));
    }

    @Override
    public void onDisconnected(
            WebSocket socket,
            @Nullable WebSocketFrame serverClose,
            @Nullable WebSocketFrame clientClose,
            boolean closedByServer) {
        var fatal =
                serverClose == null
                        ? Optional.<FatalClose>empty()
                        : FatalClose.of(serverClose.getCloseCode());
        fatal.ifPresent(never -> disconnect());
        if (leaving) {
            LOG.info("disconnected from Discord");
            ended.countDown();
        } else {
            frames.lost(fatal);
        }
        super.onDisconnected(socket, serverClose, clientClose, closedByServer);
    }

    /** Javacord would end the session with its goodbye. */
    @Override
    public void sendCloseFrame(int code) {
        super.sendCloseFrame(RESUMABLE);
    }

    /**
     * Ends the connection and waits until it has, no longer than that. The session can be resumed
     * by whoever holds the shard next.
     */
    void leave(Duration longest) throws InterruptedException {
        leaving = true;
        disconnect();
        var _ = ended.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends a connection that no longer answers; Javacord then resumes the session on a new one. */
    void cut() {
        var socket = getWebSocket();
        if (socket == null) {
            return;
        }
        if (socket.isOpen()) {
            socket.disconnect(RESUMABLE, "no heartbeat acknowledged", CLOSING_MILLIS);
            return;
        }
        try (var raw = socket.getSocket()) {
            LOG.debugf("closing %s, which never opened", raw);
        } catch (IOException e) {
            LOG.debug("closing a connection", e);
        }
    }
}
