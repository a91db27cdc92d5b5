package dev.holdfast.roles.selfrole;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.kit.gateway.DiscordReader;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * In the gateway's place: says who reacts as a test tells it to, and does nothing else. One for all
 * tests of this JVM.
 */
public final class ReactionLists implements QuarkusTestResourceLifecycleManager {

    /** Nobody reacts. */
    static final String NOBODY = page(null);

    private static final ReactionLists ONLY = new ReactionLists();
    private static final String PROBLEM = "urn:holdfast:problem:";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile UnaryOperator<String> answers = _ -> NOBODY;
    private volatile int port;

    static ReactionLists only() {
        return ONLY;
    }

    /**
     * How it answers from now on.
     *
     * @param byRequest the body, by the path below the message and the query; a problem's type
     *     where Discord says no
     */
    void behave(UnaryOperator<String> byRequest) {
        asked.clear();
        answers = byRequest;
    }

    /** What was asked for since then, in order; the job may run by the clock, too. */
    List<String> asked() {
        return asked.stream().distinct().toList();
    }

    static String page(@Nullable Long next, Long... people) {
        var list =
                Arrays.stream(people)
                        .map("{\"user\":\"%d\",\"bot\":false}"::formatted)
                        .collect(Collectors.joining(","));
        return "{\"people\":[%s]%s}"
                .formatted(list, next == null ? "" : ",\"next\":\"%d\"".formatted(next));
    }

    @Override
    public Map<String, String> start() {
        return Map.of("holdfast.gateways", "http://127.0.0.1:" + ONLY.port());
    }

    @Override
    public void stop() {
        // It ends with the JVM.
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
            var uri = exchange.getRequestURI();
            var at = uri.getPath().indexOf("/reactions/");
            var request = uri.getPath().substring(at + 1) + "?" + uri.getQuery();
            if (at >= 0) {
                asked.add(request);
            }
            say(exchange, at < 0 ? "unavailable" : answers.apply(request));
        }
    }

    private static void say(HttpExchange exchange, String answer) throws IOException {
        var isProblem = !answer.startsWith("{");
        var status = isProblem ? status(answer) : 200;
        var body =
                isProblem
                        ? "{\"type\":\"%s%s\",\"title\":\"t\",\"status\":%d,\"detail\":\"why\"}"
                                .formatted(PROBLEM, answer, status)
                        : answer;
        exchange.getResponseHeaders().add(DiscordReader.AS_OF, Instant.now().toString());
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static int status(String problem) {
        return switch (problem) {
            case "not-on-discord" -> 404;
            case "forbidden-by-discord" -> 403;
            default -> 503;
        };
    }
}
