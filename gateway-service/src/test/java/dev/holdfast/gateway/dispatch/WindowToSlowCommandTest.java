package dev.holdfast.gateway.dispatch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.discord.ConnectionState;
import dev.holdfast.gateway.discord.DiscordConnection;
import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A window leads to a slow command, whose progress takes the place of a private message. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class WindowToSlowCommandTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject ModalTestCommand.Opening opening;
    @Inject DiscordConnection connection;

    Sandbox discord;

    @BeforeEach
    void isKnown() {
        await().atMost(PATIENCE)
                .until(() -> connection.state() instanceof ConnectionState.Connected);
        await().atMost(PATIENCE).until(() -> discord.knowsCommand("vault"));
    }

    @Test
    void showsHowFarItIsWhereOnlyOnePersonSees() {
        var card = sent("sesame");
        untilProgressOf(card);
        opening.signs.release();
        await().atMost(PATIENCE).until(() -> words(card).contains("It is open"));
    }

    @Test
    void aRefusalLeavesNoProgressBehind() {
        var card = sent("mellon");
        untilProgressOf(card);
        opening.signs.release();
        await().atMost(PATIENCE).until(() -> words(card).contains("That is not the word."));
    }

    @Test
    void whatAllMaySeeIsAMessageOfItsOwn() {
        var before = discord.saying("Everyone hears it.").size();
        var card = sent("shout");
        untilProgressOf(card);
        opening.signs.release();
        await().atMost(PATIENCE)
                .until(() -> discord.saying("Everyone hears it.").size() == before + 1);
        assertEquals(List.of(), all(card), "the card gives way");
    }

    /** Shows the card, opens its window and sends the word; the card's id. */
    private String sent(String word) {
        var card = discord.command("ada", "general", "vault", "[]").path("reply");
        var modal = discord.press("ada", card, "Open").path("reply");
        assertTrue(
                modal.path("custom_id").asText().startsWith(ModalTestCommand.SLOW + "~"),
                modal.toString());
        discord.send("ada", modal, "word", word);
        return card.path("id").asText();
    }

    private void untilProgressOf(String card) {
        await().atMost(PATIENCE).until(() -> words(card).contains("▱"));
        assertTrue(words(card).contains("Working on it"), words(card));
    }

    private String words(String card) {
        return all(card).stream().map(Sandbox::words).findFirst().orElse("");
    }

    private List<JsonNode> all(String card) {
        var channel = discord.state().path("messages").path(discord.channel("general"));
        return StreamSupport.stream(channel.spliterator(), false)
                .filter(message -> message.path("id").asText().equals(card))
                .toList();
    }
}
