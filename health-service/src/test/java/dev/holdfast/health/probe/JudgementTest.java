package dev.holdfast.health.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.health.probe.InstanceState.Check;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgementTest {

    private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");

    @Test
    void whoDoesNotAnswerIsDown() {
        assertEquals(
                Verdict.DOWN, Judgement.instance(instance(false, false, Map.of()), NOW).verdict());
    }

    @Test
    void whoTakesNoRequestsIsDegradedAndSaysWhy() {
        var checks = Map.of("database", new Check(false, Map.of("why", "PostgreSQL is read-only")));
        var measured = Judgement.instance(instance(true, false, checks), NOW);
        assertEquals(Verdict.DEGRADED, measured.verdict());
        assertTrue(
                measured.detail().contains("database (PostgreSQL is read-only)"), measured::detail);
    }

    @Test
    void aServiceIsDownWhenAllItsInstancesAreAndDegradedWhenSomeAre() {
        var well = Judgement.instance(instance(true, true, Map.of()), NOW);
        var down = Judgement.instance(instance(false, false, Map.of()), NOW);
        assertEquals(Verdict.WELL, service(well, well));
        assertEquals(Verdict.DEGRADED, service(well, down));
        assertEquals(Verdict.DOWN, service(down, down));
        assertEquals(Verdict.DOWN, service());
    }

    @Test
    void discordIsUnknownWhereNoGatewaySaysAnything() {
        assertEquals(Verdict.UNKNOWN, Judgement.discord(List.of(), NOW).verdict());
    }

    @Test
    void discordIsDownWhereNoGatewayIsConnected() {
        var resuming = gateway(true, Map.of("state", "resuming"));
        assertEquals(Verdict.DOWN, Judgement.discord(List.of(resuming), NOW).verdict());
        var connected = gateway(true, Map.of("state", "connected"));
        assertEquals(Verdict.WELL, Judgement.discord(List.of(resuming, connected), NOW).verdict());
    }

    @Test
    void discordIsDegradedWhereItsLimitsAreNear() {
        for (var said :
                List.of(
                        Map.of("state", "connected", "heartbeatMillis", "9000"),
                        Map.of("state", "connected", "refusedCalls", "4000"),
                        Map.of("state", "connected", "identifiesLeft", "3"))) {
            assertEquals(
                    Verdict.DEGRADED,
                    Judgement.discord(List.of(gateway(true, said)), NOW).verdict(),
                    said::toString);
        }
    }

    @Test
    void whatDiscordWantsMendedIsSaid() {
        var refused = gateway(false, Map.of("state", "refused", "fix", "Set a new token."));
        assertEquals("Set a new token.", Judgement.discord(List.of(refused), NOW).detail());
    }

    private static Verdict service(Measurement... instances) {
        return Judgement.service("economy", List.of(instances), NOW).verdict();
    }

    private static InstanceState instance(
            boolean reached, boolean ready, Map<String, Check> checks) {
        return new InstanceState(
                "economy", URI.create("http://a:1"), reached, reached, ready, "1", checks, NOW);
    }

    private static InstanceState gateway(boolean up, Map<String, String> data) {
        return new InstanceState(
                "gateway",
                URI.create("http://a:1"),
                true,
                true,
                up,
                "1",
                Map.of("discord", new Check(up, data)),
                NOW);
    }
}
