package dev.holdfast.gateway.dispatch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.gateway.discord.ConnectionState;
import dev.holdfast.gateway.discord.DiscordConnection;
import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class OwnSlowCommandTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject SlowTestCommand muse;
    @Inject DiscordConnection connection;

    Sandbox discord;

    @Test
    void isWaitedForToItsEnd() {
        await().atMost(PATIENCE)
                .until(() -> connection.state() instanceof ConnectionState.Connected);
        await().atMost(PATIENCE).until(() -> discord.knowsCommand("muse"));
        var id = discord.start("ada", "general", "muse", "[]");
        await().atMost(PATIENCE).until(() -> muse.asked.get() >= 2);
        muse.signs.release();
        await().atMost(PATIENCE).until(() -> state(id).equals("REPLIED"));
        assertEquals("A thought.", Sandbox.words(discord.interaction(id).path("reply")));
    }

    private String state(String id) {
        return discord.interaction(id).path("state").asText();
    }
}
