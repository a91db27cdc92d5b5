package dev.holdfast.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.testing.Economy;
import dev.holdfast.gateway.testing.GatewayProcess;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Caller;
import dev.holdfast.kit.testing.HoldfastServers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A server is welcomed once each time the bot is added to it, whatever dies meanwhile, and never
 * because Discord or the bot was away.
 */
@Tag("chaos")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WelcomeIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration A_WHILE = Duration.ofSeconds(4);
    private static final long SEND_MESSAGES = 1 << 11;
    private static final String WAITING = "select count(*) from outbox where listener = 'farewell'";
    private static final String THANKS = "Thanks for adding me!";

    private final Admin database = new Admin("gateway");
    private Sandbox discord;
    private Economy economy;
    private GatewayProcess gateway;

    @BeforeAll
    void open() throws IOException {
        discord = Sandbox.start();
        economy = new Economy();
        gateway = GatewayProcess.start(discord, economy);
    }

    @AfterAll
    void close() throws InterruptedException {
        gateway.kill();
        economy.close();
        discord.close();
    }

    @Test
    @Order(1)
    void welcomesNobodyWhereItWasForLong() {
        staysAt(0);
    }

    @Test
    @Order(2)
    void welcomesAServerInItsSystemChannelWithFirstSteps() {
        act("remove");
        act("invite");
        until(1);
        var welcome = welcomes().getFirst();
        assertEquals(discord.channel("general"), welcome.path("channel_id").asText());
        var words = Sandbox.words(welcome);
        assertTrue(words.contains("help"), words);
        assertTrue(words.contains("holdfast notices"), words);
    }

    @Test
    @Order(3)
    void welcomesNobodyAfterAnOutageOrARestart() throws Exception {
        act("outage");
        act("recover");
        gateway.kill();
        gateway = GatewayProcess.start(discord, economy);
        staysAt(1);
    }

    @Test
    @Order(4)
    void welcomesAServerThatWasAddedWhileItWasDead() throws Exception {
        act("remove");
        gateway.kill();
        act("invite");
        gateway = GatewayProcess.start(discord, economy);
        until(2);
        gateway.kill();
        gateway = GatewayProcess.start(discord, economy);
        staysAt(2);
    }

    @Test
    @Order(5)
    void welcomesTheOwnerWhereItMayNotWriteInTheSystemChannel() {
        discord.deny("general", SEND_MESSAGES);
        act("remove");
        act("invite");
        until(3);
        var words = Sandbox.words(welcomes().getLast());
        assertTrue(words.contains("system channel of"), words);
        assertTrue(words.contains("Holdfast Harbour"), words);
    }

    /** It was added while joins were stopped; then they are not any more. */
    @Test
    @Order(6)
    void leavesAServerThatAddsItWhileJoinsAreStoppedAndSaysWhyOnce() throws Exception {
        act("remove");
        var stop = "{\"scope\":\"joins\",\"reason\":\"Full house.\",\"by\":\"ada\"}";
        assertEquals(204, operator().put("/maintenance", stop).status());
        gateway.kill();
        act("invite");
        gateway = GatewayProcess.start(discord, economy);
        await().atMost(LONG).until(() -> !isThere());
        assertEquals(1, saying("Full house.").size());
        operator().delete("/maintenance?scope=joins");
        act("invite");
        until(4);
        assertTrue(isThere(), "it left again");
    }

    /** The farewell waits while joins begin again. */
    @Test
    @Order(7)
    void staysWhereJoinsWereStoppedNoMoreWhenItWasToldWhy() throws Exception {
        act("remove");
        var stop = "{\"scope\":\"joins\",\"reason\":\"Low tide.\",\"by\":\"ada\"}";
        assertEquals(204, operator().put("/maintenance", stop).status());
        discord.fault("{\"path\":\"/messages\",\"failed\":10000,\"status\":500}");
        act("invite");
        await().atMost(LONG).until(() -> database.count(WAITING) > 0);
        operator().delete("/maintenance?scope=joins");
        discord.fault("{}");
        await().atMost(LONG).until(() -> !saying("Low tide.").isEmpty());
        await().atMost(LONG).until(() -> database.count(WAITING) == 0);
        assertTrue(isThere(), "it left");
    }

    private Caller operator() {
        return new Caller(gateway.url(), "operator", "gateway", HoldfastServers.SECRET);
    }

    private boolean isThere() {
        var bot = discord.person("Holdfast");
        return discord.member(bot).isObject();
    }

    private void act(String kind) {
        discord.act("{'kind':'%s','guildId':'%s'}".formatted(kind, discord.guild()));
    }

    private void until(int count) {
        await().atMost(LONG).until(() -> welcomes().size() >= count);
        staysAt(count);
    }

    private void staysAt(int count) {
        await().during(A_WHILE).atMost(LONG).until(() -> welcomes().size() == count);
    }

    /** Oldest first. */
    private List<JsonNode> welcomes() {
        return saying(THANKS);
    }

    private List<JsonNode> saying(String text) {
        return Sandbox.elements(discord.state().path("messages"))
                .flatMap(Sandbox::elements)
                .filter(message -> Sandbox.words(message).contains(text))
                .sorted((one, other) ->
                        Long.compare(one.path("id").asLong(), other.path("id").asLong()))
                .toList();
    }
}
