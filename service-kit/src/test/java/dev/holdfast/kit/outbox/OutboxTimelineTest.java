package dev.holdfast.kit.outbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.outbox.GatewayStandIn.Said;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Caller;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.timer.Timer;
import dev.holdfast.kit.timer.Timers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told afterwards of an operation and of what it asked for. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(GatewayStandIn.class)
class OutboxTimelineTest extends OutboxScene {

    @TestHTTPResource("/")
    URI service;

    @Inject Timers timers;

    private final ObjectMapper json = new ObjectMapper();
    private Caller operator;

    @BeforeEach
    void anOperator() {
        operator = new Caller(service, "operator", "probe", HoldfastServers.SECRET);
        for (var table : List.of("timer", "operation", "audit")) {
            admin.execute("delete from %s where guild_id = 61".formatted(table));
        }
    }

    @Test
    void anEffectIsToldWithTheOperationThatOrderedItAndWhatCameOfIt() throws Exception {
        gateway.behave(_ -> Said.of(200, GatewayStandIn.REFUSED));
        var request = request();
        work.execute(
                request,
                unit -> {
                    effects.order(unit, role(7));
                    return Reply.say("a secret of theirs");
                });
        awaitNothingLeft();
        var told = told("key=" + request.operation());
        var first = List.of("operation order done", "effect member:7 refused");
        assertEquals(first, said(told).subList(0, 2));
        assertEquals(request.operation().value(), told.get(1).path("cause").asText());
        var detail = told.get(1).path("detail").asText();
        assertTrue(detail.startsWith("attempt 1, ") && detail.contains("forbidden"), detail);
        assertTrue(told.toString().contains("took "), told::toString);
        assertTrue(!told.toString().contains("secret"), told::toString);
        var there = told("guild=61&key=" + request.operation());
        assertEquals(first, said(there).subList(0, 2));
        assertEquals(List.of(), told("guild=62&key=" + request.operation()));
    }

    @Test
    void anAnswerThatWasGivenAgainIsToldWithHowOftenAndWhenLast() throws Exception {
        var request = request();
        for (var delivery = 0; delivery < 3; delivery++) {
            work.execute(request, _ -> Reply.say("once"));
        }
        var detail = told("key=" + request.operation()).getFirst().path("detail").asText();
        assertTrue(detail.contains("answered again 2 times, last at 20"), detail);
    }

    @Test
    void whoWasForgottenIsNoLongerNamedByTheEffectsThatConcernedThem() throws Exception {
        var since = Clock.systemUTC().instant();
        order(role(7));
        order(role(77));
        awaitNothingLeft();
        work.execute(
                request(),
                unit -> {
                    effects.forget(new UserId(7), unit.now(), unit);
                    return Reply.say("forgotten");
                });
        assertEquals(
                List.of("effect (forgotten) applied", "effect member:77 applied"),
                said(told("guild=61&after=" + since)).stream()
                        .filter(it -> it.startsWith("effect"))
                        .sorted()
                        .toList());
    }

    @Test
    void aMemberIsToldOfWhatTheyDidAndOfTheEffectsOnThem() throws Exception {
        var since = Clock.systemUTC().instant();
        order(role(7));
        order(role(8));
        awaitNothingLeft();
        assertEquals(
                List.of("effect member:7 applied"), said(told("guild=61&user=7&after=" + since)));
        assertEquals(4, told("guild=61&user=1&after=" + since).size());
    }

    @Test
    void whatIsStillToHappenIsToldToo() throws Exception {
        gateway.behave(_ -> Said.later(300));
        var request = request();
        var due = Clock.systemUTC().instant().plusSeconds(3_600);
        work.execute(
                request,
                unit -> {
                    effects.order(unit, role(8));
                    timers.schedule(unit, new Timer("probe", "8", due, 0, ""));
                    return Reply.refuse("no");
                });
        assertEquals(List.of("operation order refused"), said(told("key=" + request.operation())));
        var kept = request();
        work.execute(
                kept,
                unit -> {
                    effects.order(unit, role(8));
                    timers.schedule(unit, new Timer("probe", "8", due, 0, ""));
                    return Reply.whisper("later");
                });
        assertEquals(
                List.of("operation order done", "effect member:8 waiting", "timer probe waiting"),
                said(told("key=" + kept.operation())));
    }

    @Test
    void timersThatRanAreToldWithTheOperationThatAskedForThem() throws Exception {
        var request = request();
        work.execute(
                request,
                unit -> {
                    for (var subject : List.of("801", "802", "803")) {
                        timers.schedule(unit, new Timer("probe", subject, unit.now(), 0, ""));
                    }
                    return Reply.whisper("at once");
                });
        await().atMost(15, SECONDS)
                .until(() -> admin.count("select count(*) from timer where guild_id = 61") == 0);
        var told = told("key=" + request.operation());
        assertEquals(
                List.of(
                        "operation order done",
                        "timer probe outlived",
                        "timer probe outlived",
                        "timer probe outlived"),
                said(told));
    }

    @Test
    void pagesLoseNothingAndEndAtAnInstant() throws Exception {
        var since = Clock.systemUTC().instant();
        for (var i = 0; i < 7; i++) {
            var member = 100 + i;
            work.execute(
                    request(),
                    unit -> {
                        effects.order(unit, role(member));
                        unit.audit("probe.order", new Ordered(member));
                        return Reply.say("ordered");
                    });
        }
        awaitNothingLeft();
        var all = page("guild=61&after=" + since);
        assertEquals(21, all.path("entries").size(), all::toString);
        assertTrue(all.path("next").isMissingNode(), all::toString);
        var paged = new ArrayList<JsonNode>();
        for (var after = since.toString(); !after.isEmpty(); ) {
            var page = page("guild=61&limit=3&after=" + after);
            assertTrue(page.path("entries").size() <= 3, page::toString);
            page.path("entries").forEach(paged::add);
            after = page.path("next").asText();
        }
        assertEquals(list(all), paged);
    }

    @Test
    void onlyOperatorsAreToldAndOnlyWhatIsWellAsked() throws Exception {
        var gatewayService = new Caller(service, "gateway", "probe", HoldfastServers.SECRET);
        assertEquals(403, gatewayService.get("/bot/operations?guild=61").status());
        assertEquals(403, gatewayService.get("/bot/log?key=1").status());
        assertEquals(403, operator.post("/bot/invocations", "{}").status());
        for (var asked :
                List.of("", "guild=x", "guild=61&limit=0", "guild=61&limit=501", "key=x")) {
            assertEquals(400, operator.get("/bot/operations?" + asked).status(), asked);
        }
        assertEquals(400, operator.get("/bot/operations?guild=61&after=noon").status());
        assertEquals(400, operator.get("/bot/log").status());
        assertEquals(400, operator.get("/bot/log?key=../secret").status());
    }

    private record Ordered(long member) {}

    private List<JsonNode> told(String query) throws Exception {
        return list(page(query));
    }

    private JsonNode page(String query) throws Exception {
        var answer = operator.get("/bot/operations?" + query);
        assertEquals(200, answer.status(), answer::body);
        return json.readTree(answer.body());
    }

    private static List<JsonNode> list(JsonNode page) {
        return StreamSupport.stream(page.path("entries").spliterator(), false).toList();
    }

    private static List<String> said(List<JsonNode> told) {
        return told.stream()
                .map(it ->
                        "%s %s %s"
                                .formatted(
                                        it.path("kind").asText(),
                                        it.path("subject").asText(),
                                        it.path("state").asText()))
                .toList();
    }
}
