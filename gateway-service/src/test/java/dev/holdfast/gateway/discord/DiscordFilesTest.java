package dev.holdfast.gateway.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.gateway.discord.DiscordFiles.Fetched;
import dev.holdfast.kit.protocol.Attachment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fetching what people sent, from a server that keeps files as Discord does. */
class DiscordFilesTest {

    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private DiscordFiles files;

    @BeforeEach
    void aServerKeepsFiles() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
        files = new DiscordFiles(settings());
    }

    @AfterEach
    void itEnds() {
        ended.countDown();
        files.close();
        server.stop(0);
    }

    @Test
    void givesTheFileAsItComes() throws Exception {
        var coming =
                assertInstanceOf(Fetched.Coming.class, fetch("/attachments/1/2/seal.txt?ex=3"));
        assertEquals("a seal", new String(coming.stream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(List.of("/attachments/1/2/seal.txt?ex=3"), asked);
    }

    @Test
    void aFileThatStallsIsGivenUp() throws Exception {
        files.close();
        files = new DiscordFiles(settings(), Duration.ofMillis(300));
        var coming = assertInstanceOf(Fetched.Coming.class, fetch("/attachments/1/2/stalls"));
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThrows(IOException.class, coming.stream()::readAllBytes));
    }

    @Test
    void refusesAFileThatIsTooLargeOrDoesNotSayHowLargeItIs() throws Exception {
        assertInstanceOf(Fetched.Coming.class, fetch("/attachments/1/2/" + Attachment.LARGEST));
        var larger = "/attachments/1/2/" + (Attachment.LARGEST + 1);
        assertInstanceOf(Fetched.TooLarge.class, fetch(larger));
        assertInstanceOf(Fetched.TooLarge.class, fetch("/attachments/1/2/endless"));
    }

    @Test
    void followsNoRedirectionAndAsksForNothingButFiles() throws Exception {
        assertInstanceOf(Fetched.Away.class, fetch("/attachments/1/2/elsewhere"));
        assertEquals(List.of("/attachments/1/2/elsewhere"), asked);
        for (var path : List.of("/api/v10/gateway", "/attachments/1/2/../3", "/", "")) {
            assertInstanceOf(Fetched.Gone.class, fetch(path));
        }
        assertEquals(1, asked.size());
    }

    @Test
    void saysThatAFileIsGoneOrThatNobodyAnswers() throws Exception {
        assertInstanceOf(Fetched.Gone.class, fetch("/attachments/1/2/gone"));
        server.stop(0);
        assertInstanceOf(Fetched.Away.class, fetch("/attachments/1/2/seal.txt"));
    }

    private DiscordSettings settings() {
        return new TestSettings(
                Optional.empty(), "http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The host that an address names is never asked. */
    private Fetched fetch(String path) throws InterruptedException {
        return files.fetch(URI.create("https://elsewhere.example" + path));
    }

    private void serve(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI().toString());
        var name = exchange.getRequestURI().getPath().replaceFirst(".*/", "");
        try (exchange) {
            switch (name) {
                case "gone" -> exchange.sendResponseHeaders(404, -1);
                case "endless" -> exchange.sendResponseHeaders(200, 0);
                case "stalls" -> {
                    exchange.sendResponseHeaders(200, 6);
                    exchange.getResponseBody().write('a');
                    exchange.getResponseBody().flush();
                    var _ = ended.await(20, TimeUnit.SECONDS);
                }
                case "elsewhere" -> {
                    exchange.getResponseHeaders().set("Location", "/attachments/1/2/seal.txt");
                    exchange.sendResponseHeaders(302, -1);
                }
                case "seal.txt" -> {
                    exchange.sendResponseHeaders(200, 6);
                    exchange.getResponseBody().write("a seal".getBytes(StandardCharsets.UTF_8));
                }
                default -> {
                    exchange.sendResponseHeaders(200, Long.parseLong(name));
                    exchange.getResponseBody().write(new byte[Integer.parseInt(name)]);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
