package dev.holdfast.gateway.discord;

import com.neovisionaries.ws.client.WebSocket;
import com.neovisionaries.ws.client.WebSocketFrame;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    private static final int ZOMBIE = 4000;
    private static final long CLOSING_MILLIS = 1_000;

    private final Frames frames;
    private final CountDownLatch ended;
    private volatile boolean leaving;

    /** Connects at once and returns when the first attempt has succeeded or failed. */
    GatewaySocket(JavacordApi api, Frames frames) {
        this.frames = frames;
        this.ended = new CountDownLatch(1);
        super(api);
    }

    @Override
    public void onConnected(WebSocket socket, Map<String, List<String>> headers) {
        // Or Javacord would give up when its very first connection closes before READY.
        isReady().complete(true);
    }

    @Override
    public void onTextMessage(WebSocket socket, String text) throws Exception {
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

    /** Says goodbye and waits for the connection to end, no longer than that. */
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
            socket.disconnect(ZOMBIE, "no heartbeat acknowledged", CLOSING_MILLIS);
            return;
        }
        try (var raw = socket.getSocket()) {
            LOG.debugf("closing %s, which never opened", raw);
        } catch (IOException alreadyClosed) {
            LOG.debug("closing a connection", alreadyClosed);
        }
    }
}
