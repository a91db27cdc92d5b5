package dev.holdfast.smoke.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What an operator has outside the fleet: it takes alerts and checks their signatures, takes what
 * the gateway posts, and counts heartbeats. It can be switched off. Safe for any thread.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks">Standard Webhooks</a>
 */
final class WebhookReceiver implements AutoCloseable {

    private static final byte[] KEY = "a-key-of-the-smoke-tests-alone-1".getBytes(UTF_8);
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final int TAKEN = 204;
    private static final int REFUSED = 401;

    private final ObjectMapper json = new ObjectMapper();
    private final List<Alert> alerts = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final List<String> posts = new CopyOnWriteArrayList<>();
    private final AtomicLong heartbeats = new AtomicLong();
    private HttpServer server = open(0);
    private final int port = server.getAddress().getPort();

    /**
     * One that was signed rightly.
     *
     * @param type such as {@code incident.opened}
     * @param nanos when it came, by {@link System#nanoTime}
     */
    record Alert(
            String type,
            long incident,
            String root,
            List<String> attached,
            String text,
            long nanos) {

        /** The machine that runs this test may be too busy for its own good. */
        boolean isOfThisMachine() {
            return root.startsWith("host:");
        }
    }

    private HttpServer open(int at) {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), at);
            var opened = HttpServer.create(address, 0);
            opened.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            opened.createContext("/alerts", this::alert);
            opened.createContext("/gateway", this::post);
            opened.createContext("/heartbeat", this::beat);
            opened.start();
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its address for that. */
    String url(String path) {
        return "http://127.0.0.1:%d/%s".formatted(port, path);
    }

    /** What signs alerts. */
    static String secret() {
        return "whsec_" + Base64.getEncoder().encodeToString(KEY);
    }

    /** Nobody answers at its address. */
    void switchOff() {
        server.stop(0);
    }

    void switchOn() {
        server = open(port);
    }

    List<Alert> alerts() {
        return List.copyOf(alerts);
    }

    /** What it was told of one incident, in that order. */
    List<String> typesOf(long incident) {
        return alerts.stream().filter(it -> it.incident() == incident).map(Alert::type).toList();
    }

    /** Whatever was not signed as it must be. */
    List<String> refused() {
        return List.copyOf(refused);
    }

    long heartbeats() {
        return heartbeats.get();
    }

    /** How often the gateway posted the words. */
    long posted(String words) {
        return posts.stream().filter(it -> it.contains(words)).count();
    }

    private void alert(HttpExchange exchange) throws IOException {
        var nanos = System.nanoTime();
        var body = exchange.getRequestBody().readAllBytes();
        var isSigned = isSigned(exchange, body);
        if (isSigned) {
            alerts.add(read(json.readTree(body), nanos));
        } else {
            refused.add(exchange.getRequestHeaders() + new String(body, UTF_8));
        }
        answer(exchange, isSigned ? TAKEN : REFUSED);
    }

    private static Alert read(JsonNode body, long nanos) {
        var data = body.path("data");
        return new Alert(
                body.path("type").asText(),
                data.path("incident").asLong(),
                data.path("root").asText(),
                StreamSupport.stream(data.path("attached").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList(),
                data.path("text").asText(),
                nanos);
    }

    private static boolean isSigned(HttpExchange exchange, byte[] body) {
        var id = header(exchange, "webhook-id");
        var at = header(exchange, "webhook-timestamp");
        var given = header(exchange, "webhook-signature");
        if (!at.matches("[0-9]{1,12}")) {
            return false;
        }
        var age = Duration.between(Instant.ofEpochSecond(Long.parseLong(at)), Instant.now()).abs();
        var expected = "v1," + Base64.getEncoder().encodeToString(mac(id + "." + at + ".", body));
        return !id.isEmpty()
                && age.compareTo(SKEW) < 0
                && MessageDigest.isEqual(expected.getBytes(UTF_8), given.getBytes(UTF_8));
    }

    private static String header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
    }

    private static byte[] mac(String before, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
            mac.update(before.getBytes(UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void post(HttpExchange exchange) throws IOException {
        posts.add(json.readTree(exchange.getRequestBody().readAllBytes()).path("content").asText());
        answer(exchange, TAKEN);
    }

    private void beat(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        heartbeats.incrementAndGet();
        answer(exchange, TAKEN);
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
