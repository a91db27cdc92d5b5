package dev.holdfast.ctl;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A service as far as holdfastctl asks it: says what a test has it say. */
final class StandIn implements AutoCloseable {

    private record Answer(int status, String body) {}

    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, Answer> first = new ConcurrentHashMap<>();
    private final List<String> changes = new CopyOnWriteArrayList<>();

    StandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        says("/q/metrics", 200, "");
        says("/bot/manifest", 200, "{\"build\":7}");
        says("/bot/log", 200, "{\"lines\":[]}");
        says("/bot/operations", 200, "{\"entries\":[]}");
        says("/maintenance", 200, "[]");
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** To that address, with its query where it has one of its own here. */
    void says(String path, int status, String body) {
        answers.put(path, new Answer(status, body));
    }

    /** Once, before what it says otherwise. */
    void saysFirst(String path, int status, String body) {
        first.put(path, new Answer(status, body));
    }

    /** What was sent to be changed. */
    List<String> changes() {
        return List.copyOf(changes);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!exchange.getRequestMethod().equals("GET")) {
            changes.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + sent);
        }
        var whole = exchange.getRequestURI().toString();
        var path = exchange.getRequestURI().getPath();
        var asked = answers.keySet().stream().filter(whole::startsWith);
        var longest = asked.max((one, other) -> one.length() - other.length()).orElse(path);
        var answer =
                Optional.ofNullable(first.remove(longest))
                        .orElse(answers.getOrDefault(longest, new Answer(404, "{}")));
        var body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
