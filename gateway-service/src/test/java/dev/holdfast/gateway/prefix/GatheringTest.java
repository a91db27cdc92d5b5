package dev.holdfast.gateway.prefix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.rendering.Addressee;
import dev.holdfast.gateway.rendering.Rendering;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Answers of one channel as one message. */
class GatheringTest {

    private static final CommandPath PAY = CommandPath.of("pay");

    @Test
    void sentencesFollowEachOtherEachNamingWhomItAnswers() {
        var body = Gathering.body(List.of(answer(1, "Paid 5."), answer(2, "Paid 6.")));
        assertEquals(
                """
                <@101> [↩](https://discord.com/channels/7/8/1) Paid 5.
                <@102> [↩](https://discord.com/channels/7/8/2) Paid 6.\
                """,
                body.path("content").asText());
        assertEquals("1", body.path("nonce").asText());
        assertFalse(body.has("message_reference"));
        assertTrue(Gathering.answers(body, "2"));
        assertFalse(Gathering.answers(body, "20"));
    }

    @Test
    void oneAloneRefersToItsMessage() {
        var body = Gathering.body(List.of(answer(1, "Paid 5.")));
        assertEquals("Paid 5.", body.path("content").asText());
        assertEquals("1", body.path("message_reference").path("message_id").asText());
    }

    @Test
    void cardsFollowEachOtherBelowWhomTheyAnswer() {
        var body = Gathering.body(List.of(card(1), card(2)));
        assertTrue(Rendering.isLaidOut(body));
        assertEquals(4, body.path("components").size());
        assertTrue(body.path("components").path(2).path("content").asText().contains("<@102>"));
        assertFalse(body.has("content") && !body.path("content").asText().isEmpty());
        assertTrue(Addressee.areSeveral(body));
        assertFalse(Addressee.areSeveral(Gathering.body(List.of(card(1)))));
    }

    @Test
    void asManyShareAMessageAsDiscordTakes() {
        var gathered = new ArrayList<Pending>();
        for (var each = 1; Gathering.fits(gathered, card(each)); each++) {
            gathered.add(card(each));
        }
        assertTrue(gathered.size() > 1, () -> gathered.size() + " cards");
        var body = Gathering.body(gathered);
        assertTrue(body.path("components").findValues("type").size() <= 40);
        var longOnes = List.of(answer(1, "x".repeat(1_500)));
        assertFalse(Gathering.fits(longOnes, answer(2, "x".repeat(1_500))));
    }

    @Test
    void whatIsNotAlikeOrWouldClashStaysApart() {
        assertFalse(Gathering.fits(List.of(answer(1, "a")), card(2)));
        assertFalse(Gathering.fits(List.of(answer(1, "a")), passing(2)));
        var twice = List.of(card(1));
        assertFalse(Gathering.fits(twice, card(1)));
    }

    @Test
    void thoseWhomAnAnswerPingsArePingedInTheGatheredOne() {
        var one = answer(1, "<@55> gets 5.");
        pinging(one.body(), "55");
        var body = Gathering.body(List.of(one, answer(2, "Paid 6.")));
        assertEquals("[\"55\"]", body.path("allowed_mentions").path("users").toString());
    }

    private static void pinging(JsonNode body, String user) {
        ((ObjectNode) body.path("allowed_mentions"))
                .set("users", JsonNodeFactory.instance.arrayNode().add(user));
    }

    private static Pending answer(long id, String text) {
        var body = Rendering.sentence(text);
        return new Pending(message(id), body, body, List.of(), true, Stay.KEPT);
    }

    private static Pending passing(long id) {
        return Pending.sentence(message(id), Rendering.sentence("a"), true);
    }

    private static Pending card(long id) {
        var content =
                Content.card(Card.gain("📆", "Daily reward").line("You got 5."))
                        .row(Button.of("Balance", "balance"));
        var body = Rendering.message(content, PAY, new UserId(100 + id), GuildId.DIRECT, false);
        return new Pending(message(id), body, body, List.of(), true, Stay.KEPT);
    }

    private static TypedMessage message(long id) {
        return new TypedMessage(
                Long.toString(id),
                new GuildId(7),
                new ChannelId(8),
                new UserId(100 + id),
                "Ada",
                List.of(),
                false,
                "!pay",
                Map.of(),
                List.of());
    }
}
