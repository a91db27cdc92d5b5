package dev.holdfast.gateway;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.holdfast.gateway.discord.ConnectionState;
import dev.holdfast.gateway.discord.DiscordConnection;
import dev.holdfast.gateway.testing.Economy;
import dev.holdfast.gateway.testing.Sandbox;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A gateway between the local Discord and a small economy: real Javacord, nothing in between. */
abstract class GatewayInTheWorld {

    static final String NONE = "[]";
    static final int EPHEMERAL = 64;

    private static final int LAID_OUT = 1 << 15;

    @Inject DiscordConnection connection;

    Sandbox discord;
    Economy economy;

    @BeforeEach
    void untilItIsConnectedAndTheCommandsAreThere() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> connection.state() instanceof ConnectionState.Connected);
        await().atMost(Duration.ofSeconds(20)).until(() -> discord.knowsCommand("pay"));
    }

    @AfterEach
    void endTheFaults() {
        economy.release();
        economy.forgetFailures();
        discord.fault("{}");
        discord.wasAsDescribed();
    }

    void untilItAnswersAgain() {
        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        content(discord.command("ada", "general", "balance", NONE))
                                .equals("Ada has 100 shells."));
    }

    boolean wasSaid(String channel, String text) {
        return messages(channel).stream().anyMatch(each -> Sandbox.words(each).contains(text));
    }

    static String content(JsonNode interaction) {
        return Sandbox.words(interaction.path("reply"));
    }

    static int flags(JsonNode interaction) {
        return flagsOf(interaction.path("reply"));
    }

    /** Without the one that says that it is laid out by components. */
    static int flagsOf(JsonNode message) {
        return message.path("flags").asInt() & ~LAID_OUT;
    }

    String pay(String person, String amount) {
        return "[{\"name\":\"member\",\"type\":6,\"value\":\"%s\"},{\"name\":\"amount\",\"type\":3,\"value\":\"%s\"}]"
                .formatted(discord.person(person), amount);
    }

    List<JsonNode> messages(String channel) {
        return Sandbox.elements(discord.state().path("messages").path(discord.channel(channel)))
                .toList();
    }

    JsonNode newest(String channel, String text) {
        return messages(channel).stream()
                .filter(each -> Sandbox.words(each).equals(text))
                .reduce((_, later) -> later)
                .orElseGet(MissingNode::getInstance);
    }
}
