package dev.holdfast.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.gateway.discord.Ack;
import dev.holdfast.gateway.event.EventDispatcher;
import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * A session counts as heard only up to what is safe, so a gateway that dies is told of the rest
 * again.
 */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class AckTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final GuildId GUILD = new GuildId(47_110_000_000_000_001L);

    @Inject EventDispatcher events;

    private final Admin database = new Admin("gateway");

    /** How often an event is kept, and was let go. */
    private static final class Counted implements Ack {

        private final AtomicInteger kept = new AtomicInteger();
        private final AtomicInteger released = new AtomicInteger();

        @Override
        public void keep() {
            kept.incrementAndGet();
        }

        @Override
        public void release() {
            released.incrementAndGet();
        }

        int now() {
            return kept.get() - released.get();
        }
    }

    /** With its tables locked, nobody can say what is parked, so nothing is told either. */
    @Test
    void anEventIsKeptUntilAServiceOrTheDatabaseHasIt() throws Exception {
        var ack = new Counted();
        database.holding(
                "lock table parked_lane, parked_event in access exclusive mode",
                () -> {
                    events.left(GUILD, ack);
                    await().atMost(PATIENCE).until(() -> ack.released.get() == 1);
                    assertEquals(1, ack.now(), "it waits in memory only, and nobody keeps it");
                    return true;
                });
        await().atMost(PATIENCE).until(() -> ack.now() == 0);
    }
}
