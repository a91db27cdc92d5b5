package dev.holdfast.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.testing.Economy;
import dev.holdfast.gateway.testing.GatewayProcess;
import dev.holdfast.gateway.testing.Orders;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.gateway.testing.WebhookServer;
import dev.holdfast.kit.protocol.AlertEffect;
import dev.holdfast.kit.protocol.EffectOrder;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.testing.Admin;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the operator is told of, from a service's alert to the direct message and the webhook. */
@Tag("chaos")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorAlertsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MANY = 40;

    private final Admin database = new Admin("gateway");

    private Sandbox discord;
    private Economy economy;
    private WebhookServer webhook;
    private GatewayProcess gateway;

    @BeforeAll
    void open() throws IOException {
        discord = Sandbox.start();
        economy = new Economy();
        webhook = new WebhookServer();
        gateway = startGateway();
    }

    @AfterAll
    void close() throws InterruptedException {
        gateway.kill();
        webhook.close();
        economy.close();
        discord.wasAsDescribed();
        discord.close();
    }

    private GatewayProcess startGateway() throws IOException {
        return GatewayProcess.start(
                discord,
                economy,
                Map.of(
                        "HOLDFAST_OPERATORS", discord.person("marina"),
                        "HOLDFAST_ALERT_WEBHOOK", webhook.address(),
                        "HOLDFAST_ALERT_PAUSE", "1s"));
    }

    @Test
    void reachesTheOperatorOnceThoughTheGatewayIsKilledBeforeItHasTold() throws Exception {
        for (var round = 0; round < 3; round++) {
            var text = "The tide gauge is stuck: free it. " + UUID.randomUUID();
            var order = alert(text);
            gateway.kill();
            gateway = startGateway();
            send(order);
            await().atMost(PATIENCE)
                    .until(() -> told(text).size() == 1 && webhook.saying(text) >= 1);
            var message = told(text).getFirst();
            var words = Sandbox.words(message);
            assertTrue(words.contains("**economy**"), words);
            assertTrue(words.contains("because you run this bot"), words);
            assertTrue(message.path("mentions").isEmpty(), "it pinged somebody");
            assertTrue(isDirect(message), "not a direct message");
            // As after a gateway that died before it kept what became of the order.
            database.execute("delete from effect where key = '%s'".formatted(order.key()));
            send(order);
            var last = "Last of round " + UUID.randomUUID();
            alert(last);
            await().atMost(PATIENCE).until(() -> told(last).size() == 1);
            assertEquals(1, told(text).size());
            await().atMost(PATIENCE).until(() -> webhook.saying(last) >= 1);
        }
    }

    @Test
    void aFloodIsAFewMessagesThatCount() {
        var flood = "Flood " + UUID.randomUUID();
        for (var each = 0; each < MANY; each++) {
            alert(flood + " " + each);
        }
        await().atMost(PATIENCE).until(() -> counted(flood) >= MANY);
        assertEquals(MANY, counted(flood));
        assertTrue(told(flood).size() <= 8, () -> told(flood).size() + " messages");
    }

    @Test
    void aWebhookThatIsDownKeepsNothingElseWaitingAndGetsItLater() {
        webhook.answerWith(503);
        var text = "Out of chain " + UUID.randomUUID();
        alert(text);
        await().atMost(PATIENCE).until(() -> told(text).size() == 1);
        assertEquals(0, webhook.saying(text));
        webhook.answerWith(204);
        await().atMost(PATIENCE).until(() -> webhook.saying(text) == 1);
        assertTrue(gateway.said().stream().noneMatch(line -> line.contains("tide-and-anchor")));
    }

    private EffectOrder alert(String text) {
        var key = UUID.randomUUID().toString();
        var effect = new AlertEffect.TellOperators(text);
        var order = new EffectOrder(key, GuildId.DIRECT, effect, "", null, null);
        send(order);
        return order;
    }

    private void send(EffectOrder order) {
        assertEquals(200, new Orders(gateway.url(), "economy").send(order).status());
    }

    /** In how many of that flood's messages' titles they are, together. */
    private long counted(String flood) {
        return told(flood).stream().map(Sandbox::words).mapToLong(OperatorAlertsIT::number).sum();
    }

    private static long number(String words) {
        var digits = words.lines().findFirst().orElseThrow().replaceAll("[^0-9]", "");
        return digits.isEmpty() ? 1 : Long.parseLong(digits);
    }

    private List<JsonNode> told(String text) {
        return Sandbox.elements(discord.state().path("messages"))
                .flatMap(Sandbox::elements)
                .filter(message -> Sandbox.words(message).contains(text))
                .toList();
    }

    private boolean isDirect(JsonNode message) {
        var channel = message.path("channel_id").asText();
        return Sandbox.elements(discord.state().path("guilds").path(0).path("channels"))
                .noneMatch(each -> each.path("id").asText().equals(channel));
    }
}
