package dev.holdfast.sandbox.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;

/** How frames travel: as text, each large one deflated by itself, or all in one deflated stream. */
sealed interface Encoding extends AutoCloseable {
    void send(ServerWebSocket socket, String frame);

    @Override
    default void close() {}

    private static Buffer deflate(Deflater deflater, String frame, int flush) {
        var text = frame.getBytes(StandardCharsets.UTF_8);
        var out = Buffer.buffer(Math.max(64, text.length / 2));
        var chunk = new byte[4_096];
        deflater.setInput(text);
        int length;
        do {
            length = deflater.deflate(chunk, 0, chunk.length, flush);
            out.appendBytes(chunk, 0, length);
        } while (length == chunk.length);
        return out;
    }

    /** Plain text. */
    record Text() implements Encoding {
        @Override
        public void send(ServerWebSocket socket, String frame) {
            var _ = socket.writeTextMessage(frame);
        }
    }

    /** What IDENTIFY's {@code compress} asks for: large payloads deflated one by one. */
    record Payload() implements Encoding {
        private static final int LARGE = 8_192;

        @Override
        public void send(ServerWebSocket socket, String frame) {
            if (frame.length() < LARGE) {
                var _ = socket.writeTextMessage(frame);
                return;
            }
            var deflater = new Deflater();
            deflater.setInput(frame.getBytes(StandardCharsets.UTF_8));
            deflater.finish();
            var out = Buffer.buffer(frame.length() / 2);
            var chunk = new byte[4_096];
            while (!deflater.finished()) out.appendBytes(chunk, 0, deflater.deflate(chunk));
            deflater.end();
            var _ = socket.writeBinaryMessage(out);
        }
    }

    /**
     * {@code compress=zlib-stream}: one context for the whole connection, flushed after each frame.
     */
    record Stream(Deflater deflater) implements Encoding {
        @Override
        public void send(ServerWebSocket socket, String frame) {
            var _ = socket.writeBinaryMessage(deflate(deflater, frame, Deflater.SYNC_FLUSH));
        }

        @Override
        public void close() {
            deflater.end();
        }
    }
}
