package dev.holdfast.economy.wallet;

import static dev.holdfast.economy.TestGuild.ANN;
import static dev.holdfast.economy.TestGuild.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.economy.TestGuild;
import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.protocol.Order;
import dev.holdfast.kit.testing.Caller;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class RewardOrderTest {

    @Inject Commands commands;

    @TestHTTPResource("/")
    URI service;

    private TestGuild guild;
    private Caller gateway;

    @BeforeEach
    void freshGuild() {
        guild = new TestGuild(commands);
        gateway = new Caller(service, "gateway", "economy", HoldfastServers.SECRET);
    }

    @AfterEach
    void everyCoinIsAccountedFor() {
        assertEquals(0, guild.sum());
    }

    @Test
    void givesTheMemberNewCoinsOnceAndTheirHistorySaysWhatFor() throws Exception {
        var order = reward(50);
        assertEquals("{\"kind\":\"done\"}", bring(order));
        assertEquals("{\"kind\":\"done\"}", bring(order));
        assertEquals(START + 50, guild.balance(ANN));
        var history = TestGuild.words(guild.ask(guild.asking(ANN, "money history")));
        assertTrue(history.contains("Reward"), history);
        assertTrue(history.contains("level 5"), history);
    }

    @Test
    void refusesWhatNobodyCanBeGiven() throws Exception {
        var refused = bring(reward(0));
        assertTrue(refused.contains("A reward has 1 to 1,000,000,000,000,000 coins"), refused);
        bring(reward(1));
        var full = bring(reward(1_000_000_000_000_000L));
        assertTrue(full.contains("cannot hold that many"), full);
        assertEquals(START + 1, guild.balance(ANN));
    }

    private Order reward(long coins) {
        return new Order(
                UUID.randomUUID().toString(),
                guild.id(),
                TestGuild.BEN,
                "reward",
                "{\"user\":\"%s\",\"coins\":%d,\"memo\":\"level 5\"}".formatted(ANN, coins),
                Clock.systemUTC().instant(),
                null);
    }

    private String bring(Order order) throws IOException, InterruptedException {
        return gateway.post("/bot/orders?from=levels", gateway.write(order)).body();
    }
}
