package dev.holdfast.gateway.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Takes what is posted to an operator's webhook, as Discord would, or answers as ordered. */
public final class WebhookServer implements AutoCloseable {

    private final ObjectMapper json = new ObjectMapper();
    private final HttpServer server;
    private final List<JsonNode> taken = new CopyOnWriteArrayList<>();
    private volatile int status = 204;
    private volatile String retryAfter = "";

    public WebhookServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    /** With a word that no log may have. */
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks/tide-and-anchor-42";
    }

    public void answerWith(int next) {
        status = next;
    }

    /** From now on its answers have this {@code Retry-After}. */
    public void askToRetryAfter(String seconds) {
        retryAfter = seconds;
    }

    /** How often the words were in what it took. */
    public long saying(String words) {
        return taken.stream().filter(it -> it.path("content").asText().contains(words)).count();
    }

    private void take(HttpExchange exchange) throws IOException {
        // To its end: else the connection is closed, which a next request on it may see too late.
        var body = json.readTree(exchange.getRequestBody().readAllBytes());
        var answer = status;
        if (answer < 300) {
            taken.add(body);
        }
        if (!retryAfter.isEmpty()) {
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
        }
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
