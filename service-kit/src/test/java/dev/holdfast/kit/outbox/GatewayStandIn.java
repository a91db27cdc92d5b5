package dev.holdfast.kit.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Answers effects, orders and questions for facts as a test tells it to; one for all tests of this
 * JVM.
 */
public final class GatewayStandIn implements QuarkusTestResourceLifecycleManager {

    public static final String APPLIED = "{\"kind\":\"applied\"}";
    public static final String REFUSED =
            "{\"kind\":\"refused\",\"cause\":\"FORBIDDEN\",\"text\":\"Move the bot's role up.\"}";

    private static final GatewayStandIn ONLY = new GatewayStandIn();

    private final ObjectMapper json = new ObjectMapper();
    private final List<JsonNode> orders = new CopyOnWriteArrayList<>();
    private volatile Function<JsonNode, Said> behaviour = _ -> Said.of(200, APPLIED);
    private volatile int port;

    /** An answer; status 0 cuts the connection instead. */
    public record Said(int status, String body, Map<String, String> headers) {

        public static Said of(int status, String body) {
            return new Said(status, body, Map.of());
        }

        public static Said later(int seconds) {
            return new Said(503, "{}", Map.of("Retry-After", Integer.toString(seconds)));
        }
    }

    public static GatewayStandIn only() {
        return ONLY;
    }

    @Override
    public Map<String, String> start() {
        return Map.of("holdfast.gateways", "http://127.0.0.1:" + ONLY.port());
    }

    @Override
    public void stop() {}

    /** What came since it was told how to behave, in order of arrival. */
    public List<JsonNode> orders() {
        return orders;
    }

    public List<String> reasons() {
        return orders.stream().map(order -> order.path("reason").asText()).toList();
    }

    public void behave(Function<JsonNode, Said> answer) {
        behaviour = answer;
        orders.clear();
    }

    private synchronized int port() {
        if (port == 0) {
            try {
                var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
                var server = HttpServer.create(address, 100);
                server.createContext("/", this::answer);
                server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
                server.start();
                port = server.getAddress().getPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return port;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestHeaders().getFirst("Authorization").startsWith("Bearer ")
                    || !"probe".equals(exchange.getRequestHeaders().getFirst("Holdfast-Caller"))) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            var order = json.readTree(exchange.getRequestBody().readAllBytes());
            orders.add(order);
            var said = behaviour.apply(order);
            if (said.status() == 0) {
                return;
            }
            var body = said.body().getBytes(StandardCharsets.UTF_8);
            said.headers().forEach(exchange.getResponseHeaders()::add);
            exchange.sendResponseHeaders(said.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
