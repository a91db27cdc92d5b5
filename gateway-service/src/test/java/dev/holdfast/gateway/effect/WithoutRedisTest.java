package dev.holdfast.gateway.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.gateway.discord.RestAnswer;
import dev.holdfast.gateway.discord.RestCall;
import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.kit.protocol.EffectOutcome.Applied;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Redis is away all the time: each gateway keeps to its share, and everything goes on. */
@Tag("chaos")
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
@QuarkusTestResource(value = WithoutRedisTest.Away.class, restrictToAnnotatedClass = true)
class WithoutRedisTest extends EffectsInTheWorld {

    @Inject DiscordRest rest;

    /** Nobody listens there. */
    public static final class Away implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            return Map.of("redis.url", "redis://127.0.0.1:1");
        }

        @Override
        public void stop() {}

        @Override
        public int order() {
            return 100;
        }
    }

    @Test
    void doesWhatIsOrdered() {
        var order = say("games", fresh());
        assertInstanceOf(Applied.class, outcome(order));
        assertEquals(1, discord.saying(order.key()).size());
    }

    @Test
    void makesNineCallsASecond() {
        var before = System.nanoTime();
        for (var call = 0; call < 30; call++) {
            assertInstanceOf(RestAnswer.Done.class, rest.send(RestCall.get("/users/@me")));
        }
        assertTrue(System.nanoTime() - before >= Duration.ofSeconds(2).toNanos());
    }
}
