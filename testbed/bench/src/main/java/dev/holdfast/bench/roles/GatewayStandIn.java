package dev.holdfast.bench.roles;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * Stands where the gateway does: says of each effect at once that it is done, and notes when it
 * came. Safe for any thread.
 */
final class GatewayStandIn implements AutoCloseable {

    private static final byte[] DONE = "{\"kind\":\"applied\"}".getBytes(StandardCharsets.UTF_8);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int BACKLOG = 100;
    private static final Pattern USER = Pattern.compile("\"user\":\"(\\d+)\"");

    private static final String REWARD = "\"%d\"".formatted(Crowd.REWARD);

    private final Map<Long, Long> came = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    GatewayStandIn() throws IOException {
        server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.setExecutor(threads);
        server.createContext("/effects", this::effect);
        server.createContext("/", exchange -> answer(exchange, NOT_FOUND, new byte[0]));
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** When the member's reward came first, by {@link System#nanoTime}. */
    Optional<Long> came(long user) {
        return Optional.ofNullable(came.get(user));
    }

    private void effect(HttpExchange exchange) throws IOException {
        var now = System.nanoTime();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var user = USER.matcher(body);
        if (body.contains(REWARD) && user.find()) {
            came.putIfAbsent(Long.parseLong(user.group(1)), now);
        }
        answer(exchange, OK, DONE);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
