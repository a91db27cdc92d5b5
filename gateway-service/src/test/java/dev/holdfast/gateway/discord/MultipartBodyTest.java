package dev.holdfast.gateway.discord;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Files that are sent along, to a small server in place of Discord. */
class MultipartBodyTest {

    private static final int LENGTH = 300_000;

    private final HttpServer server;
    private final DiscordRest rest;

    MultipartBodyTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", MultipartBodyTest::answer);
        server.start();
        var url = "http://127.0.0.1:" + server.getAddress().getPort();
        rest = TestSettings.rest(new TestSettings(Optional.of("MTIz.aaaaaa.bbb"), url));
    }

    private static void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(200, 2);
        exchange.getResponseBody().write(new byte[] {'{', '}'});
        exchange.close();
    }

    @AfterEach
    void end() {
        rest.close();
        server.stop(0);
    }

    @Test
    void aFileThatBreaksOffOrIsTooShortIsNoFaultOfDiscords() {
        for (var attempt = 0; attempt < 10; attempt++) {
            for (var file : new InputStream[] {new Broken(), bytes(LENGTH / 2)}) {
                var unsent = assertInstanceOf(RestAnswer.Unsent.class, sent(file));
                assertTrue(unsent.forFiles(), unsent::toString);
            }
        }
        assertInstanceOf(RestAnswer.Done.class, sent(bytes(LENGTH)));
        assertInstanceOf(RestAnswer.Done.class, rest.send(RestCall.get("/users/@me")));
    }

    private RestAnswer sent(InputStream file) {
        var message = JsonNodeFactory.instance.objectNode().put("content", "hi");
        var upload = new Upload("a.txt", () -> new Upload.Bytes(file, LENGTH));
        return rest.send(
                RestCall.post("/channels/7000000000000000/messages", message)
                        .with(List.of(upload)));
    }

    private static InputStream bytes(int length) {
        return new ByteArrayInputStream(new byte[length]);
    }

    /** A service that dies while it draws. */
    private static final class Broken extends FilterInputStream {

        Broken() {
            super(bytes(LENGTH));
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (available() < LENGTH / 2) {
                throw new IOException("connection reset");
            }
            return super.read(into, offset, length);
        }
    }
}
