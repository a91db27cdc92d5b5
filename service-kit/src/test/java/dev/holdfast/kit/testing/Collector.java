package dev.holdfast.kit.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Takes spans as an OpenTelemetry collector does: OTLP over HTTP, in Protocol Buffers.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp">OTLP/HTTP</a>
 */
public final class Collector implements AutoCloseable {

    private static final HexFormat HEX = HexFormat.of();
    private static final int NUMBER = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int BYTES = 2;

    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();

    /**
     * A span that arrived; without a parent it is the trace's first.
     *
     * @param links the ids of spans that it is linked with
     */
    public record Span(
            String service,
            String trace,
            String id,
            String parent,
            String name,
            List<String> links,
            long began,
            long ended,
            Map<String, String> notes) {}

    public Collector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/v1/traces",
                exchange -> {
                    take(exchange.getRequestBody().readAllBytes());
                    exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
    }

    /** What {@code OTEL_EXPORTER_OTLP_ENDPOINT} is set to. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Those that arrived until now. */
    public List<Span> spans() {
        return List.copyOf(spans);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(byte[] request) {
        for (var ofService : parts(request, 1)) {
            var service = notes(parts(ofService, 1).getFirst(), 1).get("service.name");
            for (var scope : parts(ofService, 2)) {
                parts(scope, 2).forEach(span -> spans.add(span(service, span)));
            }
        }
    }

    private static Span span(String service, byte[] message) {
        return new Span(
                service,
                hex(message, 1),
                hex(message, 2),
                hex(message, 4),
                text(message, 5),
                parts(message, 13).stream().map(link -> hex(link, 2)).toList(),
                number(message, 7),
                number(message, 8),
                notes(message, 9));
    }

    private static Map<String, String> notes(byte[] message, int field) {
        var notes = new HashMap<String, String>();
        for (var note : parts(message, field)) {
            notes.put(text(note, 1), text(parts(note, 2).getFirst(), 1));
        }
        return notes;
    }

    private static String hex(byte[] message, int field) {
        return parts(message, field).stream().findFirst().map(HEX::formatHex).orElse("");
    }

    private static String text(byte[] message, int field) {
        return parts(message, field).stream()
                .findFirst()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
    }

    private static long number(byte[] message, int field) {
        return ByteBuffer.wrap(parts(message, field).getFirst())
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
    }

    /** All fields of that number that are bytes, texts, messages or eight bytes long. */
    private static List<byte[]> parts(byte[] message, int field) {
        var parts = new ArrayList<byte[]>();
        var rest = ByteBuffer.wrap(message);
        while (rest.hasRemaining()) {
            var tag = varint(rest);
            var length =
                    switch ((int) (tag & 7)) {
                        case NUMBER -> {
                            varint(rest);
                            yield 0;
                        }
                        case EIGHT_BYTES -> 8;
                        case BYTES -> (int) varint(rest);
                        default -> 4;
                    };
            var part = new byte[length];
            rest.get(part);
            if (tag >>> 3 == field) {
                parts.add(part);
            }
        }
        return parts;
    }

    private static long varint(ByteBuffer rest) {
        var value = 0L;
        for (var shift = 0; shift < 64; shift += 7) {
            var next = rest.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                break;
            }
        }
        return value;
    }
}
