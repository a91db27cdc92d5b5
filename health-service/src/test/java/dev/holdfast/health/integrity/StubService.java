package dev.holdfast.health.integrity;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.health.probe.InstanceState;
import dev.holdfast.kit.protocol.CheckResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** A service of which only its checks are asked. */
final class StubService implements AutoCloseable {

    private final HttpServer server;
    private final String name;
    private volatile List<CheckResult> results = List.of();
    private volatile int status = 200;

    /** Whom it was asked by, and for what. */
    volatile String asked = "";

    StubService(String name) throws IOException {
        this.name = name;
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var json =
                new ObjectMapper()
                        .registerModule(new JavaTimeModule())
                        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        server.createContext(
                "/",
                exchange -> {
                    asked =
                            exchange.getRequestHeaders().getFirst("Holdfast-Caller")
                                    + " "
                                    + exchange.getRequestURI();
                    var body = json.writeValueAsBytes(results);
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    void tells(CheckResult... some) {
        status = 200;
        results = List.of(some);
    }

    void fails() {
        status = 500;
    }

    InstanceState state() {
        var now = Clock.systemUTC().instant();
        var startup =
                new InstanceState.Check(
                        true,
                        Map.of("began", "2026-12-01T03:00:00Z", "build", "7", "clock", "well"));
        return new InstanceState(
                name,
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                true,
                true,
                true,
                "7",
                Map.of("start-up", startup),
                now);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
