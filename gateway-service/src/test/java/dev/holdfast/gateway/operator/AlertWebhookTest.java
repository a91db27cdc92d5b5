package dev.holdfast.gateway.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.gateway.testing.WebhookServer;
import dev.holdfast.kit.http.OutsideClients;
import dev.holdfast.kit.testing.HoldfastServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class AlertWebhookTest {

    @Inject OutsideClients outside;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://discord.com/api/webhooks/1/abc",
                "http://127.0.0.1:9000/alerts",
                "http://localhost/alerts",
                ""
            })
    void takesHttpsOrThisMachine(String address) {
        assertEquals(0, webhook(address).wrong().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.7/alerts",
                "http://127.0.0.1.example.com/",
                "http://127.0.0.1@example.com/",
                "https://me:password@example.com/",
                "file:///etc/passwd",
                "alerts",
                "https:///none"
            })
    void refusesOthersAndRepeatsThemNowhere(String address) {
        var wrong = webhook(address).wrong();
        assertEquals(1, wrong.size());
        assertFalse(wrong.getFirst().contains(address), wrong::getFirst);
    }

    @ParameterizedTest
    @CsvSource({"1.5, PT1.5S", "30, PT30S", "0, PT1S", "86400, PT1H", "soon, PT1S"})
    void waitsForAsLongAsItIsAsked(String retryAfter, Duration pause) throws IOException {
        try (var server = new WebhookServer()) {
            server.answerWith(429);
            server.askToRetryAfter(retryAfter);
            var posted = webhook(server.address()).post("Ahoy");
            assertEquals(pause, assertInstanceOf(AlertWebhook.Posted.NotNow.class, posted).pause());
        }
    }

    @Test
    void saysWhatCameOfItWithoutTheAddress() throws IOException {
        try (var server = new WebhookServer()) {
            var webhook = webhook(server.address());
            assertInstanceOf(AlertWebhook.Posted.Taken.class, webhook.post("Ahoy"));
            for (var status : new int[] {429, 500, 503}) {
                server.answerWith(status);
                assertInstanceOf(AlertWebhook.Posted.NotNow.class, webhook.post("Ahoy"));
            }
            for (var status : new int[] {302, 400, 404}) {
                server.answerWith(status);
                var refused =
                        assertInstanceOf(AlertWebhook.Posted.Refused.class, webhook.post("Ahoy"));
                assertFalse(refused.why().contains("tide"), refused::why);
            }
            assertEquals(1, server.saying("Ahoy"));
            server.close();
            var away = assertInstanceOf(AlertWebhook.Posted.NotNow.class, webhook.post("Ahoy"));
            assertFalse(away.why().contains("tide"), away::why);
        }
    }

    private AlertWebhook webhook(String address) {
        return new AlertWebhook(Optional.of(address), new SimpleMeterRegistry(), outside);
    }
}
