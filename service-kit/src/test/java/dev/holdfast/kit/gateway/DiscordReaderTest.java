package dev.holdfast.kit.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.GuildProfile;
import dev.holdfast.kit.protocol.MemberPage;
import dev.holdfast.kit.protocol.MessageId;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.security.TestKeys;
import dev.holdfast.kit.testing.TestLoops;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is not known is never "not there". */
class DiscordReaderTest {

    private static final GuildId GUILD = new GuildId(7);
    private static final UserId ADA = new UserId(9);
    private static final String AS_OF = "2026-11-20T10:00:00Z";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String body = "{}";
    private HttpServer gateway;
    private DiscordReader reader;

    @BeforeEach
    void aGatewayBesideOneThatIsAway() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        gateway.createContext("/discord", this::answer);
        gateway.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        gateway.start();
        var addresses =
                "http://127.0.0.1:%d|http://127.0.0.1:%d"
                        .formatted(nobody(), gateway.getAddress().getPort());
        var gateways =
                new GatewayEndpoints(
                        "roles",
                        () -> Optional.of(addresses),
                        TestKeys.of("roles"),
                        TestLoops.discovery());
        var json =
                new ObjectMapper()
                        .registerModules(new JavaTimeModule(), new ParameterNamesModule());
        reader = new DiscordReader(gateways, json);
    }

    @AfterEach
    void noGateway() {
        gateway.stop(0);
    }

    @Test
    void readsWhatANewerGatewayTellsAndOfWhen() throws Exception {
        body = "{\"members\":[],\"next\":\"12\",\"surprise\":1}";
        assertEquals(
                new DiscordRead.Found<>(
                        new MemberPage(List.of(), new UserId(12)), Instant.parse(AS_OF)),
                reader.members(GUILD, ADA, 500, Urgency.PATIENT));
        assertEquals(List.of("/discord/guilds/7/members?limit=500&after=9 u=6"), asked);
    }

    @Test
    void asksForReactionsByTheEmojiAsItIs() throws Exception {
        body = "{\"people\":[]}";
        reader.reactions(GUILD, new ChannelId(1), new MessageId(2), "a b:3", null, Urgency.URGENT);
        assertEquals(
                List.of(
                        "/discord/guilds/7/channels/1/messages/2/reactions/a%20b%3A3?limit=100 u=1"),
                asked);
    }

    @Test
    void readsAnAvatar() throws Exception {
        body = "pixels";
        var found =
                assertInstanceOf(
                        DiscordRead.Found.class, reader.avatar(GUILD, ADA, 64, Urgency.URGENT));
        assertArrayEquals("pixels".getBytes(StandardCharsets.UTF_8), (byte[]) found.value());
    }

    @Test
    void takesOnlyDiscordsNoForANo() throws Exception {
        says(404, "not-on-discord");
        assertEquals(new DiscordRead.Missing<GuildProfile>("why"), guild());
        says(403, "forbidden-by-discord");
        assertEquals(new DiscordRead.Forbidden<GuildProfile>("why"), guild());
        // A gateway of an older build, a key that is being changed, an outage, a proxy.
        says(404, "not-found");
        assertAway(0);
        says(403, "forbidden");
        assertAway(0);
        says(503, "unavailable");
        assertAway(4);
        status = 404;
        body = "<html>";
        assertAway(0);
        status = 200;
        assertAway(0);
        gateway.stop(0);
        assertAway(0);
    }

    private void assertAway(int seconds) throws InterruptedException {
        var away = assertInstanceOf(DiscordRead.Away.class, guild());
        assertEquals(Duration.ofSeconds(seconds), away.retryAfter());
    }

    private DiscordRead<GuildProfile> guild() throws InterruptedException {
        return reader.guild(GUILD, Urgency.URGENT);
    }

    private void says(int code, String type) {
        status = code;
        body =
                """
                {"type":"urn:holdfast:problem:%s","title":"t","status":%d,"detail":"why"}\
                """
                        .formatted(type, code);
    }

    private static int nobody() throws IOException {
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return closed.getLocalPort();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(
                    exchange.getRequestURI()
                            + " "
                            + exchange.getRequestHeaders().getFirst(Urgency.HEADER));
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add(DiscordReader.AS_OF, AS_OF);
            if (status == 503) {
                exchange.getResponseHeaders().add("Retry-After", "4");
            }
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
