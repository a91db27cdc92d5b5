package dev.holdfast.kit.outbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.outbox.GatewayStandIn.Said;
import dev.holdfast.kit.probe.ProbeOrderListener;
import dev.holdfast.kit.protocol.OrderOutcome;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(GatewayStandIn.class)
class OrdersTest extends OutboxScene {

    private static final String DONE = "{\"kind\":\"done\"}";
    private static final Said UNKNOWN =
            Said.of(
                    404,
                    """
                    {"type":"urn:holdfast:problem:unknown-order","title":"","status":404,"detail":""}
                    """);

    @Inject Orders orders;
    @Inject ProbeOrderListener heard;

    private record Reward(String user, long coins) {}

    @BeforeEach
    void nothingHeard() {
        heard.heard.clear();
        gateway.behave(_ -> Said.of(200, DONE));
    }

    @Test
    void anOrderLeavesAtOnceAndItsOutcomeIsHeardWithTheNote() {
        order(reward("5").heardBy("probe", "level 5"));
        awaitNothingLeft();
        assertEquals(
                List.of(new OrderResult("reward", "level 5", new OrderOutcome.Done())),
                heard.heard);
        assertEquals(1, total());
        var sent = gateway.orders().getFirst();
        assertEquals("reward", sent.path("kind").asText());
        assertEquals("61", sent.path("guild").asText());
        assertEquals("1", sent.path("user").asText());
        assertEquals("{\"user\":\"5\",\"coins\":3}", sent.path("payload").asText());
        assertFalse(sent.path("expires").asText().isEmpty(), "an order is over before its key");
    }

    /** It keeps its key, so that whoever does it knows it again. */
    @Test
    void waitsWhileItsOwnerIsAwayAndIsTheSameEachTime() {
        var attempts = new AtomicInteger();
        gateway.behave(_ -> attempts.incrementAndGet() < 3 ? Said.later(0) : Said.of(200, DONE));
        order(reward("5"));
        awaitNothingLeft();
        var keys = gateway.orders().stream().map(sent -> sent.toString()).distinct().toList();
        assertEquals(1, keys.size(), keys::toString);
        assertEquals(3, attempts.get());
    }

    @Test
    void ordersAboutOneSubjectKeepTheirOrder() {
        var attempts = new AtomicInteger();
        gateway.behave(sent ->
                sent.path("payload").asText().contains("\"1\"") && attempts.incrementAndGet() < 3
                        ? Said.later(0)
                        : Said.of(200, DONE));
        work.execute(
                request(),
                unit -> {
                    orders.order(unit, reward("1").about("member"));
                    orders.order(unit, reward("2").about("member"));
                    return Reply.say("");
                });
        awaitNothingLeft();
        var last = gateway.orders().getLast().path("payload").asText();
        assertTrue(last.contains("\"2\""), last);
        assertEquals(4, gateway.orders().size());
    }

    /** In SQL, since the restore role has no unit of work. */
    @Test
    void anOrderThatARestoreWroteLeavesLikeAnyOther() {
        admin.execute(
                """
                do $$ begin
                    set local role holdfast_restore;
                    perform begin_restore(61, 1, 'restore-7:' || now()::date || 'T00:00:00Z', now()::date);
                    perform order_in_restore('restored-probe', '{"restoreId":7}', 'restored');
                end $$
                """);
        awaitNothingLeft();
        var sent = gateway.orders().getFirst();
        assertEquals("restored-probe", sent.path("kind").asText());
        assertEquals("{\"restoreId\":7}", sent.path("payload").asText());
        assertEquals("1", sent.path("user").asText());
        assertFalse(sent.path("expires").asText().isEmpty());
    }

    /** A service that takes it may be starting; after ten minutes whoever ordered it is told. */
    @Test
    void whatNobodyTakesIsRefusedAfterAWhile() {
        gateway.behave(_ -> UNKNOWN);
        order(reward("5").heardBy("probe", ""));
        await().atMost(20, SECONDS).until(() -> gateway.orders().size() >= 2);
        assertEquals(List.of(), heard.heard);
        clock.advance(Duration.ofMinutes(11));
        awaitNothingLeft();
        var refused =
                assertInstanceOf(OrderOutcome.Refused.class, heard.heard.getFirst().outcome());
        assertEquals("No service takes this order reward.", refused.text());
    }

    /** Builds that know no orders claim what their own listeners hear, and effects without any. */
    @Test
    void aBuildThatKnowsNoOrdersLeavesThemAlone() {
        gateway.behave(_ -> Said.later(1));
        order(reward("5"));
        order(reward("6").heardBy("probe", ""));
        assertEquals(
                2,
                admin.count(
                        "select count(*) from outbox where guild_id = 61 and listener like 'order:%'"));
    }

    @Test
    void whatWasSetAsideAboutSomebodyForgottenIsGivenUp() {
        gateway.behave(_ -> Said.later(300));
        order(reward("6"));
        order(reward("66"));
        admin.execute(
                "update outbox set aside_at = ordered_at, ready_at = 'infinity' where guild_id = 61");
        work.execute(
                request(),
                unit -> {
                    effects.forget(new UserId(6), unit.now(), unit);
                    return Reply.say("forgotten");
                });
        var left = "select (effect ->> 'payload')::json ->> 'user' from outbox where guild_id = 61";
        assertEquals(List.of("66"), admin.list(left, String.class));
    }

    private static OrderRequest reward(String user) {
        return OrderRequest.of("reward", new Reward(user, 3));
    }

    private void order(OrderRequest wanted) {
        work.execute(
                request(),
                unit -> {
                    orders.order(unit, wanted);
                    return Reply.say("ordered");
                });
    }
}
