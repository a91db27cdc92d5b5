package dev.holdfast.kit.outbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.outbox.GatewayStandIn.Said;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(GatewayStandIn.class)
class OutboxTest extends OutboxScene {

    @Test
    void anEffectLeavesAtOnceAndItsOutcomeIsHeardWithTheNoteAndInTheNameOfWhoOrderedIt() {
        gateway.behave(_ -> Said.of(200, GatewayStandIn.REFUSED));
        order(role(7).because("bought").heardBy("probe", "purchase 4"));
        awaitNothingLeft();
        var settled = listener.heard.getFirst();
        assertEquals("purchase 4", settled.note());
        assertEquals(EffectOutcome.Cause.FORBIDDEN, refusal(settled).cause());
        assertEquals(1, total());
        var sent = gateway.orders().getFirst();
        assertEquals("61", sent.path("guild").asText());
        assertEquals("bought", sent.path("reason").asText());
        assertTrue(sent.path("firstSent").isMissingNode());
        assertEquals(0, admin.count("select count(*) from unattributed_change"));
    }

    @Test
    void anEffectNormallyLeavesWithin50Milliseconds() {
        var arrived = new CopyOnWriteArrayList<Long>();
        gateway.behave(_ -> {
            arrived.add(System.nanoTime());
            return Said.of(200, GatewayStandIn.APPLIED);
        });
        var taken = new long[51];
        for (var i = 0; i < taken.length; i++) {
            var expected = i + 1;
            order(role(100 + i));
            var committed = System.nanoTime();
            await().pollDelay(Duration.ZERO)
                    .atMost(20, SECONDS)
                    .until(() -> arrived.size() == expected);
            taken[i] = (arrived.getLast() - committed) / 1_000_000;
        }
        Arrays.sort(taken);
        assertTrue(taken[taken.length / 2] < 50, "median " + taken[taken.length / 2] + " ms");
    }

    @Test
    void whatIsRolledBackIsNeverDone() {
        var done =
                work.execute(
                        request(),
                        unit -> {
                            effects.order(unit, role(7).because("refused"));
                            return Reply.refuse("no");
                        });
        assertEquals("Done", done.getClass().getSimpleName());
        order(role(8).because("kept"));
        awaitNothingLeft();
        assertEquals(List.of("kept"), gateway.reasons());
    }

    @Test
    void aLaterEffectNeverOvertakesAnEarlierOneOnItsTargetButOthersDo() {
        var attempts = new AtomicInteger();
        gateway.behave(order ->
                "first".equals(order.path("reason").asText()) && attempts.incrementAndGet() < 3
                        ? Said.later(0)
                        : Said.of(200, GatewayStandIn.APPLIED));
        work.execute(
                request(),
                unit -> {
                    effects.order(unit, role(7).because("first"));
                    effects.order(unit, role(7).because("second"));
                    effects.order(unit, role(8).because("other"));
                    return Reply.say("");
                });
        awaitNothingLeft();
        var applied = gateway.reasons();
        assertTrue(applied.indexOf("other") < applied.lastIndexOf("first"), applied::toString);
        assertEquals(
                List.of("first", "first", "first", "second"),
                applied.stream().filter(it -> !"other".equals(it)).toList());
    }

    @Test
    void whatWasNeverSentExpiresWithoutTheGateway() {
        order(role(7).before(Clock.systemUTC().instant().minusSeconds(5)).heardBy("probe", ""));
        awaitNothingLeft();
        assertEquals(List.of(), gateway.orders());
        assertInstanceOf(EffectOutcome.Expired.class, listener.heard.getFirst().outcome());
    }

    @Test
    void anEffectForAListenerOfAnotherBuildIsLeftForIt() {
        order(role(7).heardBy("newer", ""));
        var say = new Effect.Say(new ChannelId(5), Content.text("hi"), null);
        order(EffectRequest.effect(say).because("known"));
        await().atMost(20, SECONDS).until(() -> gateway.reasons().contains("known"));
        assertEquals(
                1, admin.count("select count(*) from outbox where guild_id = 61 and attempt = 0"));
    }

    private static EffectOutcome.Refused refusal(EffectResult settled) {
        return assertInstanceOf(EffectOutcome.Refused.class, settled.outcome());
    }
}
