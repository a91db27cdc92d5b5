package dev.holdfast.gateway.catalog;

import static org.awaitility.Awaitility.await;

import dev.holdfast.gateway.discord.ConnectionState;
import dev.holdfast.gateway.discord.DiscordConnection;
import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Takes as long as Discord lets a bot tell it of its commands. */
@Tag("chaos")
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class CommandPublisherTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Inject DiscordConnection connection;

    private final Admin database = new Admin("gateway");
    Sandbox discord;

    @AfterEach
    void discordIsWell() {
        discord.fault("{}");
        discord.wasAsDescribed();
    }

    @BeforeEach
    void nothingOfOtherBots() {
        database.execute("delete from catalog_publication where application = '1'");
    }

    @Test
    void tellsDiscordAgainWhenItWasInTrouble() {
        await().atMost(PATIENCE)
                .until(() -> connection.state() instanceof ConnectionState.Connected);
        await().atMost(PATIENCE).until(() -> published() == 1);
        discord.fault("{\"path\":\"/commands\",\"failed\":4,\"status\":502}");
        database.execute("delete from catalog_publication");
        await().atMost(PATIENCE).until(() -> published() == 1);
    }

    private long published() {
        return database.count("select count(*) from catalog_publication");
    }
}
