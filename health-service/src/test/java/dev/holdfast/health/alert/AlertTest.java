package dev.holdfast.health.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.health.incident.Finding;
import dev.holdfast.health.incident.Incident;
import dev.holdfast.health.incident.IncidentEntry;
import dev.holdfast.health.incident.Incidents;
import dev.holdfast.health.probe.Component;
import dev.holdfast.health.probe.Health;
import dev.holdfast.health.probe.Verdict;
import dev.holdfast.health.spool.Spools;
import dev.holdfast.health.standin.Neighbours;
import dev.holdfast.health.standin.StandIn;
import dev.holdfast.kit.database.DatabaseStart;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.Servers;
import dev.holdfast.kit.testing.TestLoops;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Incidents of a running service, and what webhooks and the gateway are told of them. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(Neighbours.class)
class AlertTest {

    private static final Duration LONG = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OPENED = "incident.opened";
    private static final String ENDED = "incident.ended";
    private static final String ECONOMY = "service:economy";
    private static final String POSTGRES = "postgres:main";

    /** Of this test alone: what an earlier one reported may still be told. */
    private final Component host = Component.parse("host:" + UUID.randomUUID());

    @TempDir Path folder;
    @Inject Health health;
    @Inject Incidents incidents;
    @Inject AlertSettings settings;
    @Inject UnitsOfWork units;
    @Inject DatabaseStart database;
    @Inject ObjectMapper json;
    @Inject Clock clock;

    @BeforeEach
    void allIsWell() {
        Neighbours.areWell();
        await().atMost(LONG).until(() -> health.lastRound().isPresent());
        // What other tests reported is over as well.
        incidents.open().forEach(it -> incidents.recovered(it.root()));
        await().atMost(LONG).untilAsserted(() -> assertEquals(List.of(), rootsOfOpen()));
        Stream.of(Neighbours.webhook(), Neighbours.secondWebhook(), Neighbours.gateway())
                .forEach(each -> each.received().clear());
    }

    @Test
    void oneIncidentIsOneAlertAndOneRecoveryOnEachRoute() {
        Neighbours.one().fallSilent();
        Neighbours.other().fallSilent();
        await().atMost(LONG).until(() -> told(Neighbours.webhook(), OPENED, ECONOMY) == 1);
        Neighbours.one().comeBack();
        Neighbours.other().comeBack();
        for (var each : List.of(Neighbours.webhook(), Neighbours.secondWebhook())) {
            await().atMost(LONG).until(() -> told(each, ENDED, ECONOMY) == 1);
            assertEquals(1, told(each, OPENED, ECONOMY));
        }
        await().atMost(LONG).until(() -> effects().stream().distinct().count() >= 2);
    }

    @Test
    void whatAWebhookGetsIsSigned() {
        incidents.report(new Finding(host, Verdict.DEGRADED, "It is hot."));
        await().atMost(LONG).until(() -> told(Neighbours.webhook(), OPENED, host.toString()) == 1);
        var got = Neighbours.webhook().received().getFirst();
        var at = Instant.ofEpochSecond(Long.parseLong(got.headers().get("webhook-timestamp")));
        assertEquals(
                WebhookSignature.of(Neighbours.SECRET)
                        .sign(got.headers().get("webhook-id"), at, got.body().getBytes(UTF_8)),
                got.headers().get("webhook-signature"));
        assertTrue(got.body().contains("It is hot."), got::body);
        incidents.recovered(host);
        await().atMost(LONG).until(() -> told(Neighbours.webhook(), ENDED, host.toString()) == 1);
    }

    /** Planted bug: an alert waits for its row. */
    @Test
    void thatPostgresIsAwayIsToldWhileItIs() {
        Servers.postgres().pause();
        long id;
        try {
            await().atMost(LONG).until(() -> told(Neighbours.webhook(), OPENED, POSTGRES) == 1);
            var others = rootsOfOpen().stream().filter(it -> !it.startsWith("watcher:route/"));
            assertEquals(List.of(POSTGRES), others.toList());
            id = incidents.open().getFirst().id();
        } finally {
            Servers.postgres().resume();
        }
        await().atMost(LONG).until(() -> told(Neighbours.webhook(), ENDED, POSTGRES) == 1);
        await().atMost(LONG)
                .until(() ->
                        rows(
                                        "select count(*) from incident where ended_at is not null and incident_id = "
                                                + id)
                                == 1);
        assertEquals(1, told(Neighbours.webhook(), OPENED, POSTGRES));
        var verdicts = "select count(*) from incident_entry where incident_id = %d".formatted(id);
        await().atMost(LONG).until(() -> rows(verdicts) == incidents.timeline(id).size());
    }

    @Test
    void whatNoRouteTookWaitsAndArrivesOnce() {
        Neighbours.webhook().fallSilent();
        Neighbours.secondWebhook().fallSilent();
        Neighbours.gateway().answer("/effects", 503, "{}");
        incidents.report(new Finding(host, Verdict.DOWN, "It is gone."));
        var id = incidents.open().getFirst().id();
        await().atMost(LONG).until(() -> rootsOfOpen().contains("watcher:route/webhook-1"));
        incidents.recovered(host);
        assertTrue(incidents.find(id).map(it -> !it.isOpen()).orElse(false));
        Neighbours.webhook().comeBack();
        Neighbours.secondWebhook().comeBack();
        Neighbours.areWell();
        try {
            await().atMost(LONG)
                    .until(() -> told(Neighbours.webhook(), ENDED, host.toString()) == 1);
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            throw new AssertionError(
                    "%s\n%s\n%s"
                            .formatted(host, bodies(Neighbours.webhook()), incidents.recent(10)),
                    e);
        }
        assertEquals(0, told(Neighbours.webhook(), OPENED, host.toString()));
    }

    @Test
    void aRouteThatFailsThriceIsToldOnTheOthers() {
        Neighbours.secondWebhook().answer("/hook", 500, "{}");
        incidents.report(new Finding(host, Verdict.DEGRADED, "It is hot."));
        var route = "watcher:route/webhook-2";
        await().atMost(LONG).until(() -> told(Neighbours.webhook(), OPENED, route) == 1);
        Neighbours.areWell();
        await().atMost(LONG).until(() -> told(Neighbours.webhook(), ENDED, route) == 1);
        await().atMost(LONG)
                .until(() -> told(Neighbours.secondWebhook(), OPENED, host.toString()) >= 1);
        incidents.recovered(host);
    }

    @Test
    void whoSeesToItIsNotedAndStored() {
        incidents.report(new Finding(host, Verdict.DEGRADED, "It is hot."));
        var id = incidents.open().getFirst().id();
        var ada = "333000000000000101";
        assertTrue(incidents.acknowledge(id, ada));
        assertTrue(incidents.acknowledge(id, "somebody-else"), "it goes on");
        assertTrue(incidents.note(id, ada, "A fan is broken."));
        assertFalse(incidents.acknowledge(1, ada));
        assertFalse(incidents.note(1, ada, "x"));
        assertEquals(Optional.of(ada), incidents.find(id).map(Incident::acknowledgedBy));
        assertTrue(
                incidents.timeline(id).stream()
                        .anyMatch(it -> it.kind() == IncidentEntry.Kind.NOTE));
        assertTrue(incidents.draft(id).orElseThrow().contains("A fan is broken."));
        await().atMost(LONG)
                .until(() ->
                        rows(
                                        "select count(*) from incident where acknowledged_by = %s and incident_id = %d"
                                                .formatted(ada, id))
                                == 1);
        await().atMost(LONG)
                .until(() ->
                        rows(
                                        "select count(*) from incident_entry where user_id = %s and incident_id = %d"
                                                .formatted(ada, id))
                                == 2);
        incidents.recovered(host);
    }

    /** Planted bug: told alerts forgotten at a restart. */
    @Test
    void aRestartTellsNothingTwice() {
        var incident = new Incident(7, host, Verdict.DOWN, clock.instant(), null, List.of(), null);
        var before = deliveries();
        before.keep(new Delivery(7, "webhook-1", Told.OPENED, clock.instant()));
        before.stop();
        folderIsFree();
        var after = deliveries();
        assertEquals(Optional.empty(), after.next(incident, "webhook-1"));
        assertEquals(Optional.of(Told.OPENED), after.next(incident, "webhook-2"));
        after.stop();
        folderIsFree();
    }

    @Test
    void whoLeadsNextKnowsWhatWasTold() {
        var other = deliveries();
        other.keep(new Delivery(8, "webhook-1", Told.OPENED, clock.instant()));
        await().atMost(LONG)
                .until(() ->
                        rows("select count(*) from alert_delivery where incident_id = 8") == 1);
        other.stop();
        folderIsFree();
        folder = folder.resolve("next");
        var next = deliveries();
        assertTrue(next.learn(List.of()));
        assertEquals(Optional.of(Told.OPENED), next.of(8, "webhook-1").map(Delivery::told));
        next.stop();
        folderIsFree();
    }

    private List<String> rootsOfOpen() {
        return incidents.open().stream().map(it -> it.root().toString()).toList();
    }

    private Spools spools;

    private Deliveries deliveries() {
        spools = new Spools(folder);
        var made =
                new Deliveries(settings, spools, json, units, database, clock, TestLoops.loops());
        made.start(new StartupEvent());
        return made;
    }

    private void folderIsFree() {
        spools.close();
    }

    private static long told(StandIn route, String type, String root) {
        return bodies(route).stream()
                .filter(it ->
                        it.path("type").asText().equals(type)
                                && it.path("data").path("root").asText().equals(root))
                .count();
    }

    private static List<JsonNode> bodies(StandIn route) {
        return route.received().stream().map(StandIn.Received::body).map(AlertTest::read).toList();
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(body, e);
        }
    }

    private static List<String> effects() {
        return Neighbours.gateway().received().stream()
                .filter(it -> it.path().equals("/effects"))
                .map(it -> read(it.body()).path("key").asText())
                .toList();
    }

    private static long rows(String sql) {
        return new Admin("health").count(sql);
    }
}
