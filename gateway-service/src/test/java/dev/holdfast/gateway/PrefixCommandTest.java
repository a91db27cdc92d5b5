package dev.holdfast.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** From a message to the answer in its channel. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class PrefixCommandTest extends GatewayInTheWorld {

    @Test
    void answersACommandInAMessage() {
        var message = discord.write("ada", "general", "!balance");
        assertEquals("Ada has 100 shells.", Sandbox.words(discord.replyTo(message)));
    }

    @Test
    void readsMentionsAndTheRestOfAMessage() {
        var message = discord.write("ada", "general", "!pay <@" + discord.person("ben") + "> 25");
        assertEquals("Paid 25 to Ben.", Sandbox.words(discord.replyTo(message)));
    }

    @Test
    void showsHowToWriteACommandThatLacksSomething() {
        var message = discord.write("ada", "general", "!pay");
        var reply = Sandbox.words(discord.replyTo(message));
        assertTrue(reply.contains("`!pay <member> <amount>`"), reply);
    }

    @Test
    void computesPermissionsForACommandInAMessage() {
        var text = "!coins add <@" + discord.person("ben") + ">";
        discord.replyTo(discord.write("marina", "general", text));
        assertEquals(-1L, economy.asked().getLast().member().permissions().bits());
        discord.replyTo(discord.write("ben", "general", text));
        assertEquals(0, economy.asked().getLast().member().permissions().bits() & 0x20);
    }

    @Test
    void changesThePrefix() {
        var option =
                "[{\"name\":\"prefix\",\"type\":1,\"options\":[{\"name\":\"prefix\",\"type\":3,\"value\":\"%s\"}]}]";
        discord.command("marina", "general", "holdfast", option.formatted("?"));
        assertEquals(
                "Ada has 100 shells.",
                Sandbox.words(discord.replyTo(discord.write("ada", "general", "?balance"))));
        discord.command("marina", "general", "holdfast", option.formatted("!"));
    }

    @Test
    void speaksInDirectMessages() {
        var reply = discord.replyTo(discord.writeDirectly("ada", "!ping"));
        assertTrue(reply.toString().contains("Pong!"), reply.toString());
    }

    @Test
    void passesOnThatACommandCameDirectlySoThatItsServiceCanRefuse() {
        discord.replyTo(discord.writeDirectly("ada", "!balance"));
        assertEquals("0", economy.asked().getLast().guild().toString());
    }

    @Test
    void takesAMentionForThePrefix() {
        var bot = discord.person("Holdfast");
        var message = discord.write("ada", "general", "<@" + bot + "> balance");
        assertEquals("Ada has 100 shells.", Sandbox.words(discord.replyTo(message)));
    }

    @Test
    void takesAPassingAnswerToAMessageBack() {
        var message = discord.write("ada", "general", "!pay <@" + discord.person("ben") + "> 0");
        var reply = discord.replyTo(message);
        assertEquals("Pay at least 1 shell.", Sandbox.words(reply));
        await().until(() -> !messages("general").contains(reply));
    }

    @Test
    void leavesOtherBotsAndUnknownWordsAlone() {
        var before = economy.asked().size();
        discord.write("ada", "general", "!nonsense");
        discord.write("ada", "general", "balance!");
        discord.replyTo(discord.write("ada", "general", "!balance"));
        assertEquals(before + 1, economy.asked().size());
    }
}
