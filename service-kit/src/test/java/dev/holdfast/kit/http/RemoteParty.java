package dev.holdfast.kit.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody outside, who answers well or badly, by the path that is asked for. */
final class RemoteParty implements AutoCloseable {

    static final int BODY = 100_000;

    final AtomicInteger asked = new AtomicInteger();
    final CountDownLatch stalling = new CountDownLatch(2);
    volatile boolean failing = true;

    private final CountDownLatch over = new CountDownLatch(1);
    private final HttpServer server;

    RemoteParty() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri(String path) {
        return at("127.0.0.1", path);
    }

    URI at(String host, String path) {
        return URI.create("http://%s:%d%s".formatted(host, server.getAddress().getPort(), path));
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        var path = exchange.getRequestURI().getPath();
        switch (path) {
            case "/silent" -> stall();
            case "/stalled" -> {
                exchange.sendResponseHeaders(200, BODY);
                exchange.getResponseBody().write(new byte[10]);
                exchange.getResponseBody().flush();
                stall();
            }
            case "/large" -> send(exchange, 200, new byte[BODY]);
            case "/failing" -> send(exchange, failing ? 500 : 200, new byte[0]);
            case "/missing" -> send(exchange, 404, new byte[0]);
            case "/to" -> {
                exchange.getResponseHeaders().add("Location", exchange.getRequestURI().getQuery());
                send(exchange, 302, new byte[0]);
            }
            case "/dropped" -> {}
            default -> send(exchange, 200, said(exchange));
        }
        exchange.close();
    }

    /** What it was asked, so that the asker sees it. */
    private static byte[] said(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        return "%s %s %s %s"
                .formatted(
                        exchange.getRequestMethod(),
                        headers.getFirst("Host").replaceAll(":.*", ""),
                        headers.getFirst("Authorization"),
                        body)
                .getBytes(UTF_8);
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private void stall() {
        stalling.countDown();
        try {
            over.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
    }
}
