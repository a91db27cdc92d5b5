package dev.holdfast.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/**
 * Help by topic, for each person what they may use; a bare mention, a greeting and a slip of the
 * finger were met with silence.
 */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class HelpTest extends GatewayInTheWorld {

    private static final String TITLE = "What can I do for you?";

    @Test
    void showsTopicsAndHowCommandsAreTyped() {
        var help = help("ben", "");
        assertTrue(help.contains(TITLE), help);
        assertTrue(help.contains("💰 **Wallet**\nYour shells."), help);
        assertTrue(help.contains("start them with `!`"), help);
        assertFalse(help.contains("Admin"), help);
        assertFalse(help.contains("Operators"), help);
    }

    @Test
    void showsAdminsAndOperatorsTheirOwn() {
        var help = discord.command("marina", "general", "help", NONE).path("reply");
        assertTrue(Sandbox.words(help).contains("🛡️ **Admin**"), Sandbox.words(help));
        assertTrue(Sandbox.words(help).contains("🛠️ **Operators**"), Sandbox.words(help));
        var admin = Sandbox.words(discord.pick("marina", help, "", "Admin").path("reply"));
        assertTrue(admin.contains("coins add"), admin);
        assertTrue(admin.contains("holdfast notices"), admin);
        assertFalse(admin.contains("operator"), admin);
    }

    @Test
    void explainsOneCommand() {
        var pay = help("ben", "/pay");
        assertTrue(pay.contains("`!pay <member> <amount>`"), pay);
        assertTrue(pay.contains("Who gets it"), pay);
        var admins = help("ben", "coins add");
        assertTrue(admins.contains("couldn’t find a command called"), admins);
    }

    @Test
    void saysWhatAMisspeltNameMayMean() {
        var near = help("ben", "balence");
        assertTrue(near.contains("Did you mean"), near);
        assertTrue(near.contains("balance"), near);
        var choices = discord.type("ben", "help", "command", 3, "balence").toString();
        assertTrue(choices.contains("/balance"), choices);
    }

    @Test
    void answersAMentionAndAGreetingWithTheFirstPage() {
        var bot = "<@" + discord.person("Holdfast") + ">";
        for (var text : new String[] {bot, bot + " hello!", bot + " help"}) {
            var said = Sandbox.words(discord.replyTo(discord.write("ada", "general", text)));
            assertTrue(said.contains(TITLE) && said.contains("`!`"), text + ": " + said);
        }
        var direct = Sandbox.words(discord.replyTo(discord.writeDirectly("ada", "Hi")));
        assertTrue(direct.contains(TITLE), direct);
    }

    @Test
    void guessesAtASlipOfTheFingerWithAButtonThatRunsItAndTakesItBack() {
        var reply = discord.replyTo(discord.write("ben", "general", "!balence"));
        assertEquals("Did you mean `!balance`?", Sandbox.words(reply));
        assertEquals("Ben has 100 shells.", content(discord.press("ben", reply, "Run !balance")));
        await().until(() -> messages("general").stream().noneMatch(it -> same(it, reply)));
    }

    @Test
    void runsAGuessForNobodyElse() {
        var reply = discord.replyTo(discord.write("ada", "general", "!balence"));
        var other = content(discord.press("ben", reply, "Run !balance"));
        assertTrue(other.startsWith("Only <@"), other);
    }

    @Test
    void leavesChatterAlone() {
        var chatter =
                new String[] {
                    "!!!", "!?", "!", "!balence of power", "!pat me", "!coims add", "!xyz"
                };
        for (var text : chatter) {
            var said = discord.write("milo", "games", text).path("messageId").asText();
            discord.replyTo(discord.write("ada", "games", "!balance"));
            assertTrue(messages("games").stream().noneMatch(it -> isReply(it, said)), text);
        }
    }

    private static boolean same(JsonNode one, JsonNode other) {
        return one.path("id").equals(other.path("id"));
    }

    private static boolean isReply(JsonNode message, String to) {
        return message.path("message_reference").path("message_id").asText().equals(to);
    }

    private String help(String person, String command) {
        var option = "[{\"name\":\"command\",\"type\":3,\"value\":\"%s\"}]".formatted(command);
        var options = command.isEmpty() ? NONE : option;
        return content(discord.command(person, "general", "help", options));
    }
}
