package dev.holdfast.health.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An HTTP server that answers as a test tells it to, falls silent and comes back. */
public final class StandIn implements AutoCloseable {

    private static final String HEALTH = "/q/health";
    private static final String BODY =
            """
            {"status":"%s","checks":[{"name":"progress","status":"UP","data":{"build":17}},%s]}
            """;

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private @Nullable HttpServer server;
    private int port;

    /**
     * An answer.
     *
     * @param hangs whether it never comes
     */
    private record Answer(int status, String body, boolean hangs) {}

    /** A request. */
    public record Received(String path, Map<String, String> headers, String body) {}

    public StandIn() {
        comeBack();
    }

    public synchronized int port() {
        return port;
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** It says that it is well, with such a check. */
    public StandIn isWell(String check) {
        answers.clear();
        answer(HEALTH, 200, BODY.formatted("UP", check));
        return this;
    }

    /** It takes no requests, with such a check. */
    public void isUnready(String check) {
        answers.clear();
        answer(HEALTH, 503, BODY.formatted("DOWN", check));
        answer(HEALTH + "/ready", 503, "{}");
        answer(HEALTH + "/started", 200, "{}");
        answer(HEALTH + "/live", 200, "{}");
    }

    /** Its readiness waits for something; its liveness does not. */
    public void isSlow() {
        answers.clear();
        hang(HEALTH);
        hang(HEALTH + "/ready");
        answer(HEALTH + "/started", 200, "{}");
        answer(HEALTH + "/live", 200, "{}");
    }

    public void answer(String path, int status, String body) {
        answers.put(path, new Answer(status, body, false));
    }

    private void hang(String path) {
        answers.put(path, new Answer(0, "", true));
    }

    /** What came. */
    public List<Received> received() {
        return received;
    }

    /** Nothing answers at its port any more. */
    public synchronized void fallSilent() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    /** The same port answers again. */
    public synchronized void comeBack() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
            server.createContext("/", this::answer);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            port = server.getAddress().getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var headers = new ConcurrentHashMap<String, String>();
            exchange.getRequestHeaders()
                    .forEach((name, values) ->
                            headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            received.add(new Received(path, headers, body));
            var answer = answers.getOrDefault(path, new Answer(404, "{}", false));
            if (answer.hangs()) {
                await();
                return;
            }
            var bytes = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static void await() {
        try {
            var _ = new CountDownLatch(1).await(10, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        fallSilent();
    }
}
