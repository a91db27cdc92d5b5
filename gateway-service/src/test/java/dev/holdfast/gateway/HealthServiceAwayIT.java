package dev.holdfast.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.gateway.testing.Economy;
import dev.holdfast.gateway.testing.GatewayProcess;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.gateway.testing.WebhookServer;
import dev.holdfast.kit.protocol.Manifest;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who watches the watcher: a gateway tells operators that health-service is away. */
@Tag("chaos")
class HealthServiceAwayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration QUIET = Duration.ofSeconds(6);
    private static final String AWAY = "No health-service was reached";
    private static final String BACK = "health-service is reached again";

    private Sandbox discord;
    private Economy economy;
    private Economy health;
    private WebhookServer webhook;

    @BeforeEach
    void open() throws IOException {
        discord = Sandbox.start();
        economy = new Economy();
        health = new Economy(new Manifest("health", 1, List.of(), List.of(), List.of()));
        webhook = new WebhookServer();
    }

    @AfterEach
    void close() {
        webhook.close();
        health.close();
        economy.close();
        discord.close();
    }

    @Test
    void operatorsAreToldOnceThatItIsAwayAndOnceThatItIsBack() throws Exception {
        var services =
                "economy=http://127.0.0.1:%d,health=http://127.0.0.1:%d"
                        .formatted(economy.port(), health.port());
        try (var _ = gateway(Map.of("HOLDFAST_SERVICES", services))) {
            quiet();
            health.close();
            await().atMost(PATIENCE).until(() -> direct(AWAY) == 1 && webhook.saying(AWAY) == 1);
            quiet();
            assertEquals(1, direct(AWAY));
            health.open();
            await().atMost(PATIENCE).until(() -> direct(BACK) == 1 && webhook.saying(BACK) == 1);
            quiet();
            assertEquals(
                    List.of(1L, 1L, 1L), List.of(direct(AWAY), direct(BACK), webhook.saying(AWAY)));
        }
    }

    @Test
    void nobodyIsToldOfOneThatIsNotNamed() throws Exception {
        health.close();
        try (var _ = gateway(Map.of())) {
            quiet();
            assertEquals(0, webhook.saying("health-service"));
        }
    }

    private GatewayProcess gateway(Map<String, String> more) throws IOException {
        var settings = new HashMap<>(more);
        settings.put("HOLDFAST_OPERATORS", discord.person("marina"));
        settings.put("HOLDFAST_ALERT_WEBHOOK", webhook.address());
        settings.put("HOLDFAST_ALERT_PAUSE", "1s");
        settings.put("HOLDFAST_HEALTH_PATIENCE", "2s");
        return GatewayProcess.start(discord, economy, settings);
    }

    /** Three times as long as it may be away. */
    private static void quiet() {
        await().pollDelay(QUIET).atMost(QUIET.plusSeconds(5)).until(() -> true);
    }

    private long direct(String text) {
        return Sandbox.elements(discord.state().path("messages"))
                .flatMap(Sandbox::elements)
                .filter(message -> Sandbox.words(message).contains(text))
                .count();
    }
}
