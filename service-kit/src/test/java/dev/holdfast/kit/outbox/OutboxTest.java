package dev.holdfast.kit.outbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.background.SetAside;
import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.outbox.GatewayStandIn.Said;
import dev.holdfast.kit.probe.ProbeListener;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.SettableClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(GatewayStandIn.class)
class OutboxTest {

    private static final GuildId GUILD = new GuildId(61);
    private static final UserId ADA = new UserId(1);

    @Inject UnitsOfWork work;
    @Inject Effects effects;
    @Inject OutboxStore store;
    @Inject ProbeListener listener;
    @Inject Asides asides;

    private final Admin admin = new Admin("probe");
    private final GatewayStandIn gateway = GatewayStandIn.only();
    private final SettableClock clock = new SettableClock("probe");

    @Singleton
    static class Asides {
        final List<SetAside> all = new CopyOnWriteArrayList<>();

        void hear(@Observes SetAside aside) {
            all.add(aside);
        }
    }

    @BeforeEach
    void nothingOrdered() {
        admin.execute("delete from outbox where guild_id = 61");
        admin.execute("delete from tally where guild_id = 61");
        admin.execute("delete from unattributed_change");
        listener.heard.clear();
        listener.stumbles.set(0);
        gateway.behave(_ -> Said.of(200, GatewayStandIn.APPLIED));
    }

    @AfterEach
    void backToTheDatabasesTime() {
        clock.close();
    }

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
                    .atMost(5, SECONDS)
                    .until(() -> arrived.size() == expected);
            taken[i] = (arrived.getLast() - committed) / 1_000_000;
        }
        java.util.Arrays.sort(taken);
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
    void aCutConnectionIsTriedAgainAndTheGatewayIsToldWhenItWasFirstSent() {
        var calls = new AtomicInteger();
        gateway.behave(_ ->
                calls.incrementAndGet() == 1
                        ? Said.of(0, "")
                        : Said.of(200, GatewayStandIn.APPLIED));
        order(role(7).heardBy("probe", ""));
        awaitNothingLeft();
        assertEquals(2, gateway.orders().size());
        assertEquals(gateway.orders().get(0).path("key"), gateway.orders().get(1).path("key"));
        assertFalse(gateway.orders().get(1).path("firstSent").isMissingNode());
        assertEquals(1, total());
    }

    @Test
    void waitsAsLongAsTheGatewayAsksFor() {
        gateway.behave(_ -> Said.later(40));
        order(role(7));
        await().atMost(5, SECONDS).until(() -> gateway.orders().size() == 1);
        await().during(Duration.ofMillis(1_500)).until(() -> gateway.orders().size() == 1);
        gateway.behave(_ -> Said.of(200, GatewayStandIn.APPLIED));
        clock.advance(Duration.ofSeconds(45));
        awaitNothingLeft();
    }

    @Test
    void whatWasNeverSentExpiresWithoutTheGateway() {
        order(role(7).before(Clock.systemUTC().instant().minusSeconds(5)).heardBy("probe", ""));
        awaitNothingLeft();
        assertEquals(List.of(), gateway.orders());
        assertInstanceOf(EffectOutcome.Expired.class, listener.heard.getFirst().outcome());
    }

    @Test
    void theEffectIsOverOnlyTogetherWithWhatItsListenerMadeOfIt() {
        listener.stumbles.set(2);
        order(role(7).heardBy("probe", ""));
        awaitNothingLeft();
        assertEquals(3, gateway.orders().size());
        assertEquals(1, total());
        assertEquals(1, listener.heard.size());
    }

    @Test
    void anAttemptThatWasOvertakenEndsNothing() {
        var held = new CountDownLatch(1);
        var calls = new AtomicInteger();
        gateway.behave(_ -> {
            var call = calls.incrementAndGet();
            if (call == 1) {
                hold(held);
            }
            return call == 2 ? Said.later(0) : Said.of(200, GatewayStandIn.APPLIED);
        });
        order(role(7).heardBy("probe", ""));
        await().atMost(5, SECONDS).until(() -> calls.get() == 1);
        clock.advance(Duration.ofSeconds(21));
        await().atMost(5, SECONDS).until(() -> calls.get() == 2);
        held.countDown();
        awaitNothingLeft();
        assertEquals(3, calls.get());
        assertEquals(1, total());
    }

    @Test
    void whatKeepsFailingIsSetAsideWithAnAlertAndHoldsUpNobody() {
        gateway.behave(order ->
                "poison".equals(order.path("reason").asText())
                        ? Said.of(500, "a bug")
                        : Said.of(200, GatewayStandIn.APPLIED));
        order(role(7).because("poison"));
        for (var failure = 1; failure <= 10; failure++) {
            var so = failure;
            await().atMost(5, SECONDS)
                    .until(() ->
                            admin.count("select failures from outbox where guild_id = 61") == so);
            clock.advance(Duration.ofMinutes(6));
        }
        order(role(7).because("behind it"));
        await().atMost(5, SECONDS).until(() -> gateway.reasons().contains("behind it"));
        await().atMost(5, SECONDS)
                .until(() -> asides.all.stream().anyMatch(it -> it.guild().equals(GUILD)));
        assertEquals(10, gateway.reasons().stream().filter("poison"::equals).count());
        assertEquals(
                1,
                admin.count(
                        "select count(*) from outbox where guild_id = 61 and aside_at is not null"));
    }

    @Test
    void whatADeadProcessLeftIsFoundWithoutANudge() {
        admin.execute(
                """
                insert into outbox (guild_id, user_id, operation, target, effect, reason, listener, note,
                    ordered_at, first_sent_at, attempt, ready_at)
                values (61, 1, '1', 'channel:5', '{"kind":"delete","channel":"5","message":"6"}', 'left', 'probe', '',
                    now(), now(), 1, now())
                """);
        awaitNothingLeft();
        assertEquals(List.of("left"), gateway.reasons());
        assertEquals(1, total());
    }

    @Test
    void anEffectForAListenerOfAnotherBuildIsLeftForIt() {
        order(role(7).heardBy("newer", ""));
        order(
                new Wanted(
                        new Effect.Say(new ChannelId(5), Content.text("hi"), null),
                        "known",
                        null,
                        "",
                        ""));
        await().atMost(5, SECONDS).until(() -> gateway.reasons().contains("known"));
        assertEquals(
                1, admin.count("select count(*) from outbox where guild_id = 61 and attempt = 0"));
    }

    private static void hold(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, SECONDS));
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static EffectOutcome.Refused refusal(Settled settled) {
        return assertInstanceOf(EffectOutcome.Refused.class, settled.outcome());
    }

    private void awaitNothingLeft() {
        await().pollInterval(Duration.ofMillis(20))
                .atMost(15, SECONDS)
                .until(() -> admin.count("select count(*) from outbox where guild_id = 61") == 0);
    }

    private static Wanted role(long user) {
        return Wanted.effect(new Effect.GiveRole(new UserId(user), new RoleId(3)));
    }

    private void order(Wanted wanted) {
        work.execute(
                request(),
                unit -> {
                    effects.order(unit, wanted);
                    return Reply.say("ordered");
                });
    }

    private long total() {
        return admin.count("select coalesce(sum(total), 0) from tally where guild_id = 61");
    }

    private static Request request() {
        return new Request(Asking.freshKey(), GUILD, ADA, "order", RequestHash.of("order"));
    }
}
