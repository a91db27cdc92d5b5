package dev.holdfast.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.kit.protocol.MessageEvent;
import dev.holdfast.kit.protocol.MessageId;
import dev.holdfast.kit.testing.Caller;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bot at rest, from an operator's order to what people see. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class MaintenanceTest extends GatewayInTheWorld {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int TEXT = 3;
    private static final String DOOR = "/maintenance";

    @TestHTTPResource("/")
    URI gateway;

    private Caller operator;

    @BeforeEach
    void anOperatorsTool() {
        operator = new Caller(gateway, "operator", "gateway", HoldfastServers.SECRET);
    }

    @AfterEach
    void theBotWorks() throws Exception {
        operator.delete(DOOR);
        operator.delete(DOOR + "?guild=" + discord.guild());
        for (var place : new String[] {"", "&guild=" + discord.guild()}) {
            operator.delete(DOOR + "?scope=feature:wallet" + place);
        }
        operator.delete(DOOR + "?scope=joins");
        untilItAnswersAgain();
    }

    @Test
    void restsOneFeatureAndNothingElse() throws Exception {
        assertEquals(204, put(feature("wallet", discord.guild())));
        var asked = economy.asked().size();
        assertEquals("/pay is down for maintenance: Counting coins.", content(pay()));
        var typed =
                discord.replyTo(
                        discord.write("ada", "general", "!pay <@" + discord.person("ben") + "> 5"));
        assertEquals("/pay is down for maintenance: Counting coins.", Sandbox.words(typed));
        assertEquals(asked, economy.asked().size());
        var history = "[{\"name\":\"history\",\"type\":1}]";
        assertEquals("Page 1", content(discord.command("ada", "general", "money", history)));
        var ready = operator.get("/q/health/ready").body();
        assertTrue(ready.contains("\"features\": \"wallet\""), ready);
        assertTrue(
                operator.get("/q/metrics")
                        .body()
                        .contains("holdfast_gateway_maintenance_features 1.0"));
        assertTrue(operator.get(DOOR).body().contains("\"scope\":\"feature:wallet\""));
        operator.delete(DOOR + "?scope=feature:wallet&guild=" + discord.guild());
        untilItAnswersAgain();
        put(feature("wallet", null));
        assertEquals("/pay is down for maintenance: Counting coins.", content(pay()));
        assertTrue(content(payOfAnOperator()).startsWith("Paid 5"));
    }

    @Test
    void completesNothingOfAFeatureThatRests() throws Exception {
        put(feature("stall", null));
        try {
            assertEquals("[]", discord.type("ada", "stall", "item", TEXT, "ro").toString());
            assertEquals(2, discord.type("marina", "stall", "item", TEXT, "ro").size());
        } finally {
            operator.delete(DOOR + "?scope=feature:stall");
        }
    }

    @Test
    void refusesAFeatureThatThereIsNotAndSaysWhichThereAre() throws Exception {
        var refused = operator.put(DOOR, feature("purse", null));
        assertEquals(400, refused.status());
        assertTrue(refused.body().contains("stall, wallet"), refused.body());
        assertEquals(400, put(feature("wallet", null).replace("feature:", "")));
        assertEquals(400, operator.delete(DOOR + "?scope=everything").status());
        assertEquals("[]", operator.get(DOOR).body());
        var words = typed("!operator maintenance feature: purse reason: Counting");
        assertTrue(words.startsWith("I have no feature called “\u2068purse\u2069”"), words);
        assertTrue(words.contains("stall, wallet"), words);
        var both = typed("!operator maintenance joins feature: wallet reason: x");
        assertEquals("Choose a feature or joins, not both. Nothing was changed.", both);
        var here = typed("!operator maintenance joins reason: x");
        assertTrue(here.contains("in a direct message"), here);
        assertEquals("[]", operator.get(DOOR).body());
    }

    @Test
    void pausesAFeatureByCommandWithItsNameCompletedAndShowsBeforeAndAfter() {
        var offered = discord.typeBelow("marina", "operator", "maintenance", "feature", "wal");
        assertEquals("[{\"name\":\"wallet\",\"value\":\"wallet\"}]", offered.toString());
        var paused = typed("!operator maintenance feature: Wallet reason: Counting coins.");
        assertTrue(paused.contains("Maintenance of wallet in this server"), paused);
        assertTrue(paused.contains("at work → **paused**"), paused);
        await().atMost(PATIENCE).until(() -> content(pay()).contains("Counting coins."));
        var again = typed("!operator maintenance feature: wallet reason: Still counting.");
        assertTrue(again.contains("Counting coins. → **Still counting.**"), again);
        var over = typed("!operator maintenance feature: wallet");
        assertTrue(over.contains("paused → **at work**"), over);
        await().atMost(PATIENCE).until(() -> content(pay()).startsWith("Paid 5"));
    }

    /** The rest everywhere is a direct message's, and so are joins. */
    @Test
    void stopsJoinsByDirectMessage() throws Exception {
        var said = directly("!operator maintenance joins reason: Full house.");
        assertTrue(said.contains("Joining new servers"), said);
        assertTrue(operator.get(DOOR).body().contains("\"scope\":\"joins\""));
        await().atMost(PATIENCE)
                .until(() -> operator.get("/q/health/ready").body().contains("Full house."));
        assertTrue(content(pay()).startsWith("Paid 5"));
        var over = directly("!operator maintenance joins");
        assertTrue(over.contains("I join new servers again."), over);
        assertEquals("[]", operator.get(DOOR).body());
    }

    /** Every server notices it: nothing rests until the operator has confirmed. */
    @Test
    void asksBeforeItRestsEverywhere() throws Exception {
        var typed = discord.writeDirectly("marina", "!operator maintenance reason: Back soon.");
        var question = discord.replyTo(typed);
        assertTrue(Sandbox.words(question).contains("Pause me everywhere?"), question::toString);
        assertEquals("[]", operator.get(DOOR).body());
        var paused = content(discord.press("marina", question, "Confirm"));
        assertTrue(paused.contains("at work → **paused**"), paused);
        assertTrue(operator.get(DOOR).body().contains("\"scope\":\"all\""));
        var again = directly("!operator maintenance reason: Later.");
        assertTrue(again.contains("Back soon. → **Later.**"), again);
    }

    /** A look that began before a change must not bring back what was before it. */
    @Test
    void holdsFromTheAnswerOn() throws Exception {
        for (var round = 0; round < 20; round++) {
            var reason = "Round %d.".formatted(round);
            assertEquals(204, put("{\"reason\":\"%s\",\"by\":\"ada\"}".formatted(reason)));
            assertTrue(operator.get("/q/health/ready").body().contains(reason), reason);
        }
    }

    private String directly(String text) {
        return Sandbox.words(discord.replyTo(discord.writeDirectly("marina", text)));
    }

    private String typed(String text) {
        return Sandbox.words(discord.replyTo(discord.write("marina", "general", text)));
    }

    private static String feature(String name, @Nullable String guild) {
        var where = guild == null ? "" : "\"guild\":\"" + guild + "\",";
        return "{%s\"scope\":\"feature:%s\",\"reason\":\"Counting coins.\",\"by\":\"ada\"}"
                .formatted(where, name);
    }

    private JsonNode payOfAnOperator() {
        return discord.command("marina", "general", "pay", pay("ben", "5"));
    }

    @Test
    void tellsEveryoneWhyItRestsAndRunsNothing() throws Exception {
        assertEquals(204, put("{\"reason\":\"New tides at noon.\",\"by\":\"ada\"}"));
        var asked = economy.asked().size();
        assertTrue(content(pay()).contains("New tides at noon."), () -> content(pay()));
        assertEquals(asked, economy.asked().size());
        assertTrue(operator.get(DOOR).body().contains("New tides at noon."));
        assertTrue(operator.get("/q/health/ready").body().contains("New tides at noon."));
        assertTrue(
                operator.get("/q/metrics").body().contains("holdfast_gateway_maintenance_bot 1.0"));
        operator.delete(DOOR);
        untilItAnswersAgain();
    }

    @Test
    void offersNothingToWhoeverTypesMeanwhileExceptToOperators() throws Exception {
        assertEquals(204, put("{\"reason\":\"New tides.\",\"by\":\"ada\"}"));
        assertEquals("[]", discord.type("ada", "stall", "item", TEXT, "ro").toString());
        assertEquals(2, discord.type("marina", "stall", "item", TEXT, "ro").size());
    }

    @Test
    void restsInOneGuildAndKeepsWhatHappensThereForLater() throws Exception {
        put(
                "{\"guild\":\"%s\",\"reason\":\"A guild rests.\",\"by\":\"ada\"}"
                        .formatted(discord.guild()));
        assertTrue(content(pay()).contains("A guild rests."));
        var reply = discord.replyTo(discord.writeDirectly("ada", "!ping"));
        assertTrue(reply.toString().contains("Pong!"), reply.toString());
        var written = discord.write("ben", "general", "while it rests").path("messageId").asText();
        await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> !heard(written));
        operator.delete(DOOR + "?guild=" + discord.guild());
        await().atMost(PATIENCE).until(() -> heard(written));
    }

    @Test
    void obeysOperatorsByCommandAndNobodyElse() {
        var refused =
                discord.replyTo(
                        discord.write("ada", "general", "!operator maintenance reason: no"));
        assertEquals("Only the people who run this bot can do that.", Sandbox.words(refused));
        var done = maintenance("marina", "By command.");
        assertTrue(content(done).contains("By command."), content(done));
        await().atMost(PATIENCE).until(() -> content(pay()).contains("By command."));
        var over = discord.command("marina", "general", "operator", option(""));
        assertTrue(content(over).contains("back at work in this server"), content(over));
    }

    /** Whichever service has it. */
    @Test
    void runsAnOperatorsCommandOfAServiceForOperatorsOnly() {
        var asked = economy.asked().size();
        var refused = discord.replyTo(discord.write("ada", "general", "!operator sweep"));
        assertEquals("Only the people who run this bot can do that.", Sandbox.words(refused));
        assertEquals(asked, economy.asked().size());
        discord.replyTo(discord.write("marina", "general", "!operator sweep"));
        assertEquals(asked + 1, economy.asked().size());
    }

    @Test
    void takesOrdersFromOperatorsWithAReasonOnly() throws Exception {
        var order = "{\"reason\":\"x\",\"by\":\"y\"}";
        var stranger = new Caller(gateway, "operator", "gateway", "another secret of 32 chars!!!");
        assertEquals(401, stranger.put(DOOR, order).status());
        var service = new Caller(gateway, "economy", "gateway", HoldfastServers.SECRET);
        assertEquals(403, service.put(DOOR, order).status());
        assertEquals(403, service.get(DOOR).status());
        assertEquals(400, put("{\"reason\":\"\",\"by\":\"ada\"}"));
        assertEquals(400, put("{\"by\":\"ada\"}"));
        assertEquals(403, operator.post("/effects", "{}").status());
        assertEquals("[]", operator.get(DOOR).body());
    }

    private int put(String body) throws IOException, InterruptedException {
        return operator.put(DOOR, body).status();
    }

    private JsonNode pay() {
        return discord.command("ada", "general", "pay", pay("ben", "5"));
    }

    private JsonNode maintenance(String person, String reason) {
        var given = "{\"name\":\"reason\",\"type\":3,\"value\":\"%s\"}".formatted(reason);
        return discord.command(person, "general", "operator", option(given));
    }

    private static String option(String given) {
        return "[{\"name\":\"maintenance\",\"type\":1,\"options\":[%s]}]".formatted(given);
    }

    private boolean heard(String message) {
        return economy.heard().stream()
                .anyMatch(note ->
                        note.event() instanceof MessageEvent.MessagePosted posted
                                && posted.message().equals(MessageId.of(message)));
    }
}
