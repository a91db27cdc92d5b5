package dev.holdfast.kit.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.Consultation;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.security.TestKeys;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.TestLoops;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Only what the gateway says of this command and this member is a no. */
class CommandReaderTest {

    private static final CommandPath BALANCE = CommandPath.of("balance");

    private final ObjectMapper json =
            new ObjectMapper().registerModules(new JavaTimeModule(), new ParameterNamesModule());
    private final Invocation asking =
            Asking.in(new GuildId(7)).by(new UserId(9)).command("ask").build();
    private volatile int status = 200;
    private volatile String body = "";
    private volatile String asked = "";
    private HttpServer gateway;
    private CommandReader reader;

    @BeforeEach
    void aGateway() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        gateway.createContext("/consultations", this::answer);
        gateway.start();
        var address = "http://127.0.0.1:" + gateway.getAddress().getPort();
        var gateways =
                new GatewayEndpoints(
                        "toy",
                        () -> Optional.of(address),
                        TestKeys.of("toy"),
                        TestLoops.discovery());
        reader = new CommandReader(gateways, json);
    }

    @AfterEach
    void noGateway() {
        gateway.stop(0);
    }

    @Test
    void asksAsTheMemberWhoAskedAndBringsTheReply() throws Exception {
        var reply = Reply.say("Ada has 100 shells.");
        body = json.writerFor(Reply.class).writeValueAsString(reply);
        assertEquals(new CommandRead.Answered(reply), read());
        assertEquals(
                Consultation.of(asking, BALANCE, Map.of()),
                json.readValue(asked, Consultation.class));
    }

    @Test
    void knowsANoFromWhatIsNotKnown() throws Exception {
        says(404, "unknown-command");
        assertEquals(new CommandRead.Refused("why"), read());
        says(422, "writing-command");
        assertEquals(new CommandRead.Refused("why"), read());
        says(403, "not-for-member");
        assertEquals(new CommandRead.Refused("why"), read());
        // A gateway of an older build, a key that is being changed, an outage, a proxy.
        says(404, "not-found");
        assertAway(0);
        says(403, "forbidden");
        assertAway(0);
        says(503, "unavailable");
        assertAway(4);
        body = "<html>";
        assertAway(0);
        gateway.stop(0);
        assertAway(0);
    }

    private void assertAway(int seconds) throws InterruptedException {
        var away = assertInstanceOf(CommandRead.Away.class, read());
        assertEquals(Duration.ofSeconds(seconds), away.retryAfter());
    }

    private CommandRead read() throws InterruptedException {
        return reader.read(asking, BALANCE, Map.of());
    }

    private void says(int code, String type) {
        status = code;
        body =
                """
                {"type":"urn:holdfast:problem:%s","title":"t","status":%d,"detail":"why"}\
                """
                        .formatted(type, code);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            if (status == 503) {
                exchange.getResponseHeaders().add("Retry-After", "4");
            }
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
