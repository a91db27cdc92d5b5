package dev.holdfast.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.testing.Caller;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An event that one feature of a service fails at is kept for that feature. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class RefusedByFeatureTest extends GatewayInTheWorld {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TestHTTPResource("/")
    URI gateway;

    @Test
    void namesTheFeatureAndTellsTheEventAgainForThatOneAlone() throws Exception {
        var operator = new Caller(gateway, "operator", "gateway", HoldfastServers.SECRET);
        var message = discord.write("ada", "general", "x".repeat(77)).path("messageId").asText();
        await().atMost(PATIENCE)
                .until(() -> operator.get("/dead-letters/events").body().contains("stall failed"));
        assertTrue(told(message).isEmpty());
        assertEquals(200, operator.post("/dead-letters/events/retry?service=economy", "").status());
        await().atMost(PATIENCE).until(() -> !told(message).isEmpty());
        assertEquals(List.of("stall"), told(message).getFirst().features());
        assertEquals("[]", operator.get("/dead-letters/events").body());
    }

    private List<EventEnvelope> told(String message) {
        return economy.heard().stream()
                .filter(note -> note.key().value().contains(message))
                .toList();
    }
}
