package dev.holdfast.kit.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.kit.gateway.SentFiles.Read;
import dev.holdfast.kit.protocol.Attachment;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.security.TestKeys;
import dev.holdfast.kit.testing.TestLoops;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SentFilesTest {

    private static final String RESOLVED =
            "https://cdn.discordapp.com/attachments/1/2/a%20seal.png?ex=1&is=2";

    private final AtomicReference<String> asked = new AtomicReference<>("");
    private volatile int status = 200;
    private volatile byte[] file = {1, 2, 3};
    private HttpServer gateway;

    @BeforeEach
    void aGateway() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        gateway.createContext("/attachments", this::answer);
        gateway.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        gateway.start();
    }

    @AfterEach
    void noGateway() {
        gateway.stop(0);
    }

    @Test
    void readsAFileByTheAddressThatDiscordResolvedPastAGatewayThatIsAway() throws Exception {
        try (var stream = coming(open(sent(3)))) {
            assertArrayEquals(file, stream.readAllBytes());
        }
        assertEquals("url=" + RESOLVED + " roles true", asked.get());
    }

    @Test
    void asksNobodyForWhatIsTooLarge() throws Exception {
        assertEquals(new Read.TooLarge(), open(sent(Attachment.LARGEST + 1)));
        assertEquals("", asked.get());
    }

    @Test
    void breaksOffWhereMoreComesThanWasSaid() throws Exception {
        file = new byte[(int) Attachment.LARGEST + 1];
        try (var stream = coming(open(sent(3)))) {
            assertThrows(IOException.class, stream::readAllBytes);
        }
        file = new byte[(int) Attachment.LARGEST];
        try (var stream = coming(open(sent(3)))) {
            assertEquals(Attachment.LARGEST, stream.readAllBytes().length);
        }
    }

    @Test
    void tellsWhatIsGoneFromWhatIsAway() throws Exception {
        status = 404;
        assertEquals(new Read.Gone(), open(sent(3)));
        status = 413;
        assertEquals(new Read.TooLarge(), open(sent(3)));
        status = 503;
        assertEquals(new Read.Away("HTTP 503"), open(sent(3)));
        gateway.stop(0);
        assertInstanceOf(Read.Away.class, open(sent(3)));
    }

    private Read open(OptionValue.File sent) throws IOException, InterruptedException {
        var addresses =
                "http://127.0.0.1:%d|http://127.0.0.1:%d"
                        .formatted(nobody(), gateway.getAddress().getPort());
        var gateways =
                new GatewayEndpoints(
                        "roles",
                        () -> Optional.of(addresses),
                        TestKeys.of("roles"),
                        TestLoops.discovery());
        return new SentFiles(gateways).open(sent);
    }

    private static int nobody() throws IOException {
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return closed.getLocalPort();
        }
    }

    private static InputStream coming(Read read) {
        return assertInstanceOf(Read.Coming.class, read).stream();
    }

    private static OptionValue.File sent(long size) {
        return new OptionValue.File("7", "a seal.png", "image/png", size, URI.create(RESOLVED));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            asked.set(
                    "%s %s %s"
                            .formatted(
                                    URLDecoder.decode(
                                            exchange.getRequestURI().getRawQuery(),
                                            StandardCharsets.UTF_8),
                                    headers.getFirst("Holdfast-Caller"),
                                    headers.getFirst("Authorization").startsWith("Bearer ")));
            var isFound = status == 200;
            exchange.sendResponseHeaders(status, isFound ? file.length : -1);
            if (isFound) {
                exchange.getResponseBody().write(file);
            }
        }
    }
}
