package dev.holdfast.kit.outbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.background.NewDeadLetter;
import dev.holdfast.kit.outbox.GatewayStandIn.Said;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of effects when something on their way fails. */
@Tag("chaos")
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(GatewayStandIn.class)
class OutboxFailuresTest extends OutboxScene {

    @Inject DeadLetterWatcher deadLetters;

    @Singleton
    static class DeadLetterWatcher {
        final List<NewDeadLetter> all = new CopyOnWriteArrayList<>();

        void hear(@Observes NewDeadLetter deadLetter) {
            all.add(deadLetter);
        }
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
        await().atMost(20, SECONDS).until(() -> gateway.orders().size() == 1);
        await().during(Duration.ofMillis(1_500)).until(() -> gateway.orders().size() == 1);
        gateway.behave(_ -> Said.of(200, GatewayStandIn.APPLIED));
        clock.advance(Duration.ofSeconds(45));
        awaitNothingLeft();
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
        await().atMost(20, SECONDS).until(() -> calls.get() == 1);
        clock.advance(Duration.ofSeconds(21));
        await().atMost(20, SECONDS).until(() -> calls.get() == 2);
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
            await().atMost(20, SECONDS)
                    .until(() ->
                            admin.count("select failures from outbox where guild_id = 61") == so);
            clock.advance(Duration.ofMinutes(6));
        }
        order(role(7).because("behind it"));
        await().atMost(20, SECONDS).until(() -> gateway.reasons().contains("behind it"));
        await().atMost(20, SECONDS)
                .until(() -> deadLetters.all.stream().anyMatch(it -> it.guild().equals(GUILD)));
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

    private static void hold(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
