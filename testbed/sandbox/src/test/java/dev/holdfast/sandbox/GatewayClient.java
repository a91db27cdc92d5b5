package dev.holdfast.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** A bot's gateway connection that notes every frame; frames may be text or one zlib stream. */
public final class GatewayClient implements WebSocket.Listener, AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    private final WebSocket socket;
    private final LinkedBlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
    private final Inflater inflater = new Inflater();
    private final AtomicInteger binaryFrames = new AtomicInteger();
    private volatile long last;
    private volatile String session = "";

    GatewayClient(HttpClient http, URI address) {
        socket = http.newWebSocketBuilder().buildAsync(address, this).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean whole) {
        text.append(part);
        if (whole) {
            note(text.toString().getBytes(StandardCharsets.UTF_8));
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean whole) {
        var bytes = new byte[part.remaining()];
        part.get(bytes);
        binary.writeBytes(bytes);
        if (whole) {
            binaryFrames.incrementAndGet();
            note(inflate(binary.toByteArray()));
            binary.reset();
        }
        from.request(1);
        return null;
    }

    private byte[] inflate(byte[] compressed) {
        inflater.setInput(compressed);
        var out = new ByteArrayOutputStream();
        var chunk = new byte[8_192];
        try {
            while (!inflater.needsInput()) out.write(chunk, 0, inflater.inflate(chunk));
        } catch (DataFormatException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private void note(byte[] json) {
        var frame = Json.parse(json).orElseThrow();
        if (frame.path("s").isNumber()) last = frame.path("s").asLong();
        if (frame.path("t").asText().equals("READY"))
            session = frame.path("d").path("session_id").asText();
        frames.add(frame);
    }

    /** The id that READY gave. */
    public String session() {
        return session;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable broken) {
        closed.complete(1006);
    }

    public void send(int op, JsonNode data) {
        var frame = Json.object().put("op", op);
        frame.set("d", data);
        socket.sendText(frame.toString(), true).join();
    }

    public void sendText(String raw) {
        socket.sendText(raw, true).join();
    }

    public void identify(String token, int intents, int shard, int shards) {
        send(2, identity(token, intents, shard, shards));
    }

    public static ObjectNode identity(String token, int intents, int shard, int shards) {
        var identity = Json.object().put("token", token).put("intents", intents);
        identity.putArray("shard").add(shard).add(shards);
        identity.putObject("properties").put("os", "linux");
        return identity;
    }

    public void resume(String token, String session, long after) {
        send(6, Json.object().put("token", token).put("session_id", session).put("seq", after));
    }

    /** The next frame that fits; those before it are dropped. */
    public JsonNode next(Predicate<JsonNode> fits) {
        return next(fits, PATIENCE_SECONDS)
                .orElseThrow(() ->
                        new AssertionError("no such frame within " + PATIENCE_SECONDS + " s"));
    }

    /** The same; empty where none came for so long. */
    Optional<JsonNode> next(Predicate<JsonNode> fits, int seconds) {
        try {
            for (var frame = frames.poll(seconds, TimeUnit.SECONDS);
                    frame != null;
                    frame = frames.poll(seconds, TimeUnit.SECONDS))
                if (fits.test(frame)) return Optional.of(frame);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Optional.empty();
    }

    public JsonNode await(String event) {
        return next(is(event));
    }

    static Predicate<JsonNode> is(String event) {
        return frame -> frame.path("t").asText().equals(event);
    }

    public JsonNode awaitOp(int op) {
        return next(frame -> frame.path("op").asInt() == op);
    }

    /** Everything up to the event, it included. */
    public List<JsonNode> until(String event) {
        var seen = new ArrayList<JsonNode>();
        next(frame -> {
            seen.add(frame);
            return frame.path("t").asText().equals(event);
        });
        return seen;
    }

    public int closeCode() {
        return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    public long last() {
        return last;
    }

    public int binaryFrames() {
        return binaryFrames.get();
    }

    /** Leaves as a crash would: the session can be resumed. */
    public void abort() {
        socket.abort();
    }

    @Override
    public void close() {
        socket.sendClose(1000, "bye").exceptionally(_ -> null).join();
        inflater.end();
    }
}
