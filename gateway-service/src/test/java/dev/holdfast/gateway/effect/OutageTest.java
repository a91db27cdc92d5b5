package dev.holdfast.gateway.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.gateway.testing.Orders;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOrder;
import dev.holdfast.kit.protocol.EffectOutcome.Applied;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Discord limits us or is away: the service is told when to come again, and nothing is lost. */
@Tag("chaos")
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class OutageTest extends EffectsInTheWorld {

    @Test
    void waitsAsLongAsDiscordAsks() {
        discord.fault("{\"path\":\"/messages\",\"rateLimited\":1,\"retryAfterMillis\":1500}");
        var before = System.nanoTime();
        assertEquals(200, done(say("games", fresh())).status());
        assertTrue(System.nanoTime() - before >= Duration.ofMillis(1_500).toNanos());
    }

    @Test
    void saysWhenToComeAgainWhereTheWaitIsLong() {
        var order = order(new Effect.GiveRole(person("ben"), role("Lightkeeper")));
        discord.fault("{\"path\":\"/roles/\",\"rateLimited\":1,\"retryAfterMillis\":20000}");
        var answer = done(order);
        assertEquals(503, answer.status());
        assertTrue(Integer.parseInt(answer.retryAfter()) >= 19, answer::toString);
        assertEquals("Unavailable", answer.body().path("title").asText());
        assertInstanceOf(Applied.class, outcome(order));
        assertInstanceOf(
                Applied.class, outcome(new Effect.TakeRole(person("ben"), role("Lightkeeper"))));
    }

    @Test
    void sendsABurstAsFastAsDiscordLetsItAndNoFaster() throws Exception {
        var burst = new ArrayList<EffectOrder>();
        for (var i = 0; i < 12; i++) {
            burst.add(say("games", fresh()));
        }
        var calls =
                burst.stream().<Callable<Orders.Answer>>map(order -> () -> done(order)).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(calls).stream()
                    .map(Future::resultNow)
                    .forEach(it -> assertTrue(it.status() == 200 || it.status() == 503));
        }
        for (var order : burst) {
            assertInstanceOf(Applied.class, outcome(order));
            assertEquals(1, discord.saying(order.key()).size());
        }
    }

    @Test
    void leavesDiscordAloneWhileItIsAwayAndGoesOnAfterwards() {
        discord.fault("{\"path\":\"/api\",\"failed\":100000,\"status\":503}");
        var order = say("games", fresh());
        for (var i = 0; i < 10; i++) {
            var answer = done(order);
            assertEquals(503, answer.status());
            assertTrue(Integer.parseInt(answer.retryAfter()) <= 2, answer::toString);
        }
        var away = System.nanoTime();
        assertEquals(503, done(order).status());
        assertTrue(System.nanoTime() - away < Duration.ofSeconds(2).toNanos());
        discord.fault("{}");
        assertInstanceOf(Applied.class, outcome(order));
        assertEquals(1, discord.saying(order.key()).size());
    }

    @Test
    void repeatsARoleWhoseAnswerWasLost() {
        var ben = person("ben");
        var before = discord.audit(ben.toString()).size();
        discord.fault("{\"path\":\"/roles/\",\"lost\":2}");
        assertApplied(new Effect.GiveRole(ben, role("Lightkeeper")));
        assertEquals(before + 1, discord.audit(ben.toString()).size());
        assertApplied(new Effect.TakeRole(ben, role("Lightkeeper")));
    }
}
