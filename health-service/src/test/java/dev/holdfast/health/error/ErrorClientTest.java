package dev.holdfast.health.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.health.probe.InstanceState;
import dev.holdfast.kit.observe.KnownError;
import dev.holdfast.kit.security.Keys;
import dev.holdfast.kit.security.TestKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is read of an instance, whatever it answers. */
class ErrorClientTest {

    private static final KnownError ERROR =
            TestErrors.of("00000000000000aa", TestErrors.BEGAN).times(3);

    private final ObjectMapper json =
            new ObjectMapper()
                    .registerModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private final Keys keys = TestKeys.of("health");
    private final ErrorClient client = new ErrorClient(keys, json);
    private final AtomicReference<Map<String, List<String>>> asked = new AtomicReference<>();
    private final AtomicReference<byte[]> answer = new AtomicReference<>(new byte[0]);
    private volatile int status = 200;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/bot/errors",
                exchange -> {
                    asked.set(Map.copyOf(exchange.getRequestHeaders()));
                    var body = answer.get();
                    exchange.sendResponseHeaders(status, body.length);
                    try (var out = exchange.getResponseBody()) {
                        out.write(body);
                    }
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        client.close();
    }

    @Test
    void readsErrorsByItsOwnKey() throws Exception {
        answer.set(json.writeValueAsBytes(List.of(ERROR)));
        var read = client.read(instance());
        assertEquals(List.of(ERROR), read.errors());
        assertEquals("economy", read.service());
        var headers = assertNotNullMap(asked.get());
        assertEquals(List.of("health"), headers.get("Holdfast-caller"));
        assertEquals(List.of("Bearer " + keys.toCall("economy")), headers.get("Authorization"));
    }

    @Test
    void understandsOlderAndNewerBuilds() throws Exception {
        var newer = json.writeValueAsString(List.of(ERROR)).replace("{", "{\"new\":1,");
        answer.set(newer.getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of(ERROR), client.read(instance()).errors());
        var older =
                json.writeValueAsString(List.of(ERROR))
                        .replace(",\"build\":" + TestErrors.BUILD, "")
                        .replace(",\"guilds\":[\"5\"]", "");
        answer.set(older.getBytes(StandardCharsets.UTF_8));
        var read = client.read(instance()).errors().getFirst();
        assertEquals(0, read.last().build());
        assertEquals(List.of(), read.guilds());
        assertEquals(Beginning.of(ERROR), Beginning.of(read), "no other beginning");
    }

    @Test
    void nonsenseIsNoAnswer() {
        for (var nonsense : List.of("", "null", "[null]", "[{}]", "{}", "<html>", "[1]")) {
            answer.set(nonsense.getBytes(StandardCharsets.UTF_8));
            assertThrows(IOException.class, () -> client.read(instance()), nonsense);
        }
        answer.set("[]".getBytes(StandardCharsets.UTF_8));
        status = 403;
        assertThrows(IOException.class, () -> client.read(instance()));
        status = 200;
        answer.set(" ".repeat(8_000_001).getBytes(StandardCharsets.UTF_8));
        assertThrows(IOException.class, () -> client.read(instance()));
    }

    private static Map<String, List<String>> assertNotNullMap(Map<String, List<String>> headers) {
        assertNotNull(headers);
        return headers;
    }

    private InstanceState instance() {
        var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new InstanceState("economy", address, true, true, true, "", Map.of(), null);
    }
}
