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
class ReplyBatchTest {

    private static final CommandPath PAY = CommandPath.of("pay");

    @Test
    void sentencesFollowEachOtherEachNamingWhomItAnswers() {
        var body = ReplyBatch.body(List.of(answer(1, "Paid 5."), answer(2, "Paid 6.")));
        assertEquals(
                """
                <@101> [↩](https://discord.com/channels/7/8/1) Paid 5.
                <@102> [↩](https://discord.com/channels/7/8/2) Paid 6.\
                """,
                body.path("content").asText());
        assertEquals("1", body.path("nonce").asText());
        assertFalse(body.has("message_reference"));
        assertTrue(ReplyBatch.answers(body, "2"));
        assertFalse(ReplyBatch.answers(body, "20"));
    }

    @Test
    void oneAloneRefersToItsMessage() {
        var body = ReplyBatch.body(List.of(answer(1, "Paid 5.")));
        assertEquals("Paid 5.", body.path("content").asText());
        assertEquals("1", body.path("message_reference").path("message_id").asText());
    }

    @Test
    void cardsFollowEachOtherBelowWhomTheyAnswer() {
        var body = ReplyBatch.body(List.of(card(1), card(2)));
        assertTrue(Rendering.isLaidOut(body));
        assertEquals(4, body.path("components").size());
        assertTrue(body.path("components").path(2).path("content").asText().contains("<@102>"));
        assertFalse(body.has("content") && !body.path("content").asText().isEmpty());
        assertTrue(Addressee.areSeveral(body));
        assertFalse(Addressee.areSeveral(ReplyBatch.body(List.of(card(1)))));
    }

    @Test
    void asManyShareAMessageAsDiscordTakes() {
        var gathered = new ArrayList<PendingReply>();
        for (var each = 1; ReplyBatch.fits(gathered, card(each)); each++) {
            gathered.add(card(each));
        }
        assertTrue(gathered.size() > 1, () -> gathered.size() + " cards");
        var body = ReplyBatch.body(gathered);
        assertTrue(body.path("components").findValues("type").size() <= 40);
        var longOnes = List.of(answer(1, "x".repeat(1_500)));
        assertFalse(ReplyBatch.fits(longOnes, answer(2, "x".repeat(1_500))));
    }

    @Test
    void whatIsNotAlikeOrWouldClashStaysApart() {
        assertFalse(ReplyBatch.fits(List.of(answer(1, "a")), card(2)));
        assertFalse(ReplyBatch.fits(List.of(answer(1, "a")), passing(2)));
        var twice = List.of(card(1));
        assertFalse(ReplyBatch.fits(twice, card(1)));
    }

    @Test
    void thoseWhomAnAnswerPingsArePingedInTheGatheredOne() {
        var one = answer(1, "<@55> gets 5.");
        pinging(one.body(), "55");
        var body = ReplyBatch.body(List.of(one, answer(2, "Paid 6.")));
        assertEquals("[\"55\"]", body.path("allowed_mentions").path("users").toString());
    }

    private static void pinging(JsonNode body, String user) {
        ((ObjectNode) body.path("allowed_mentions"))
                .set("users", JsonNodeFactory.instance.arrayNode().add(user));
    }

    private static PendingReply answer(long id, String text) {
        var body = Rendering.sentence(text);
        return new PendingReply(message(id), body, body, List.of(), true, ReplyLifetime.KEPT);
    }

    private static PendingReply passing(long id) {
        return PendingReply.sentence(message(id), Rendering.sentence("a"), true);
    }

    private static PendingReply card(long id) {
        var content =
                Content.card(Card.gain("📆", "Daily reward").line("You got 5."))
                        .row(Button.of("Balance", "balance"));
        var body = Rendering.message(content, PAY, new UserId(100 + id), GuildId.DIRECT, false);
        return new PendingReply(message(id), body, body, List.of(), true, ReplyLifetime.KEPT);
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
