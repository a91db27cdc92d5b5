package dev.holdfast.kit.observe;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.security.Keys;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.Caller;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import org.jboss.logging.Logger;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.handlers.ConsoleHandler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator sees of a service: its files, its standard output, its errors. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class ObservedTest {

    private static final GuildId GUILD = new GuildId(53);
    private static final UserId ADA = new UserId(1);
    private static final Logger PROVOKED = Logger.getLogger("holdfast.provoked");
    private static final Path LOGS = Path.of("target/logs");

    @TestHTTPResource("/")
    URI service;

    @Inject Keys keys;

    private final ObjectMapper json = new ObjectMapper();
    private Caller gateway;
    private Caller operator;

    @BeforeEach
    void callers() {
        gateway = new Caller(service, "gateway", "probe", HoldfastServers.SECRET);
        operator = new Caller(service, "operator", "probe", HoldfastServers.SECRET);
    }

    @Test
    void aProvokedErrorShowsUpOnceWithItsCountAndWhoseItWas() throws Exception {
        var before = errors("UnsupportedOperationException");
        var counted = before.isEmpty() ? 0 : before.getFirst().path("count").asInt();
        var first = stumble("over one thing");
        var last = stumble("over another");
        assertEquals(500, gateway.post(first).status());
        assertEquals(500, gateway.post(stumble("over something")).status());
        assertEquals(500, gateway.post(last).status());
        var known = errors("UnsupportedOperationException");
        assertEquals(1, known.size(), known.toString());
        var error = known.getFirst();
        assertEquals(counted + 3, error.path("count").asInt());
        if (counted == 0) { // else a file of an earlier run was there, and is gone on with
            assertEquals(first.operation().value(), error.at("/first/operation").asText());
        }
        assertEquals(last.operation().value(), error.at("/last/operation").asText());
        assertEquals("53 1 stumble", subject(error.path("last")));
        assertEquals(TraceId.of(last.operation()).hex(), error.at("/last/trace").asText());
        assertTrue(error.path("message").asText().contains("over another"), error.toString());
        await().until(() -> read("errors.log").contains("over one thing"));
        assertFalse(read("errors.log").contains("over another"), "told twice");
        assertTrue(gateway.get("/q/metrics").body().contains("holdfast_errors_total{"));
    }

    @Test
    void errorsAreForOperatorsOnly() throws Exception {
        assertEquals(403, gateway.get("/bot/errors").status());
    }

    @Test
    void aCommandIsFollowedByItsOperationKeyThroughTheFiles() throws Exception {
        var count = Asking.in(GUILD).by(ADA).command("count").whole("by", 1).build();
        assertEquals(200, gateway.post(count).status());
        var said =
                "guild=53 user=1 command=\"count\" operation=%s trace=%s"
                        .formatted(count.operation(), TraceId.of(count.operation()));
        await().until(() -> read("database.log").contains(said));
        await().until(() -> read("commands.log").contains(said));
    }

    @Test
    void noSecretIsInAnyFileOrOnStandardOutput() throws Exception {
        var provoked = provoked();
        var standardOutput = new ByteArrayOutputStream();
        var console = console();
        console.setOutputStream(standardOutput);
        try {
            for (var secret : provoked.entrySet()) {
                var words = "%s is %s!".formatted(secret.getKey(), secret.getValue());
                PROVOKED.error("provoked", new IllegalStateException(words));
            }
        } finally {
            console.setTarget(ConsoleHandler.Target.SYSTEM_OUT);
        }
        await().until(() -> read("provoked.log").contains("password in an address is "));
        var printed = standardOutput.toString(StandardCharsets.UTF_8);
        var all = new LinkedHashMap<>(Map.of("standard output", printed));
        all.put("GET /bot/errors", operator.get("/bot/errors").body());
        try (var files = Files.list(LOGS)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                all.put(file.toString(), Files.readString(file));
            }
        }
        for (var place : all.entrySet()) {
            for (var secret : provoked.entrySet()) {
                assertFalse(
                        place.getValue().contains(bare(secret.getValue())),
                        secret.getKey() + " is in " + place.getKey());
            }
        }
        for (var name : provoked.keySet()) {
            assertTrue(printed.contains(name + " is "), name + " was not provoked");
        }
    }

    /** What must not be told; the last of them is waited for. */
    private Map<String, String> provoked() {
        var admin = URI.create(Servers.postgres().adminUrl()).getRawUserInfo().split(":", 2)[1];
        var all = new LinkedHashMap<String, String>();
        all.put("HOLDFAST_SECRET", HoldfastServers.SECRET);
        all.put("pair key", keys.toCall("gateway"));
        all.put("database key", keys.database("probe"));
        all.put("worker's database key", keys.database("probe_worker"));
        all.put("admin's password", admin);
        all.put("authorization", "Authorization: Bearer unknown-but-of-that-form");
        all.put("bot's authorization", "Bot MTE5NzI0NTYzMTQ4ODAwMDAwMQ.GabcdE.not-a-real-token");
        all.put("token in an answer's address", "/interactions/12/aW50ZXJhY3Rpb246/callback");
        all.put("token in a later address", "/webhooks/11/bGF0ZXIgdG9rZW4/messages/@original");
        all.put("password in an address", "redis://default:not-in-settings@127.0.0.1:6379");
        return all;
    }

    /** The secret part of what was said. */
    private static String bare(String provoked) {
        var parts = List.of("unknown-but", "MTE5", "aW50ZXJ", "bGF0ZXIg", "not-in-settings");
        return parts.stream().filter(provoked::contains).findFirst().orElse(provoked);
    }

    private List<JsonNode> errors(String exception) throws IOException, InterruptedException {
        var found = new ArrayList<JsonNode>();
        for (var error : json.readTree(operator.get("/bot/errors").body())) {
            if (error.path("exception").asText().endsWith(exception)) {
                found.add(error);
            }
        }
        return found;
    }

    private static String subject(JsonNode sighting) {
        return "%s %s %s"
                .formatted(
                        sighting.path("guild").asText(),
                        sighting.path("user").asText(),
                        sighting.path("command").asText());
    }

    private static Invocation stumble(String words) {
        return Asking.in(GUILD).by(ADA).command("stumble").text("saying", words).build();
    }

    private static String read(String name) throws IOException {
        var file = LOGS.resolve(name);
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private static ConsoleHandler console() {
        return console(LogManager.getLogManager().getLogger("").getHandlers());
    }

    private static ConsoleHandler console(Handler[] handlers) {
        for (var handler : handlers) {
            if (handler instanceof ConsoleHandler console) {
                return console;
            }
            if (handler instanceof ExtHandler several && several.getHandlers().length > 0) {
                return console(several.getHandlers());
            }
        }
        throw new IllegalStateException("nothing speaks to standard output");
    }
}
