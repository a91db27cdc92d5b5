package dev.holdfast.gateway.rendering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.testing.Golden;
import dev.holdfast.kit.protocol.Attachment;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Embed;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Link;
import dev.holdfast.kit.protocol.Member;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.ProgressUpdate;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.Select;
import dev.holdfast.kit.protocol.TextInput;
import dev.holdfast.kit.protocol.UserId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RenderingTest {

    private static final CommandPath HISTORY = CommandPath.of("money history");
    private static final UserId ADA = new UserId(1_247_138_183_264_890_685L);

    private static final Invocation INVOCATION =
            new Invocation(
                    OperationKey.of("1197245631488000001"),
                    GuildId.DIRECT,
                    new ChannelId(1),
                    new Member(ADA, "Ada", List.of(), Permissions.NONE),
                    HISTORY,
                    Map.of(),
                    null,
                    "en-US");

    @Test
    void namesEveryPartOfAMessageSoThatAnEditReplacesAll() {
        Golden.assertSame("text", drawn(Content.text("Hello.")));
    }

    @Test
    void drawsEmbedsWithAllTheirParts() {
        var full =
                new Embed(
                        "History",
                        "Every coin",
                        0x2F6F73,
                        List.of(new Embed.Field("Today", "+25 from Ben", true)),
                        "Page 1 of 3",
                        Instant.parse("2026-11-20T10:00:00Z"));
        var content = new Content("", List.of(full, Embed.titled("Bare")), List.of());
        Golden.assertSame("embeds", drawn(content));
    }

    @Test
    void givesButtonsThePathTheOwnerAndTheState() {
        var content =
                Content.text("Page 1")
                        .buttons(Button.of("Back", "0").enabledWhen(false), Button.of("Next", "2"));
        Golden.assertSame("buttons", drawn(content));
    }

    @Test
    void drawsSelectsLinksAndFiles() {
        var options = List.of(Select.Option.of("Rope", "rope").described("30 m").chosenWhen(true));
        var content =
                Content.text("For sale")
                        .row(new Link("Rules", URI.create("https://holdfast.example/rules")))
                        .row(Select.of("pick", options).placeholder("What?").between(0, 1))
                        .row(Select.of("who", Select.Kind.PERSON))
                        .row(Select.of("where", Select.Kind.CHANNEL))
                        .files(new Attachment("rope.png", "rope", Map.of()));
        Golden.assertSame("controls", drawn(content));
    }

    @Test
    void opensAModalOnceForOneOperation() {
        var inputs =
                List.of(
                        TextInput.line("wish", "What?").between(2, 50).filled("Rope"),
                        TextInput.line("why", "Why?").paragraph().optional().placeholder("…"));
        Golden.assertSame(
                "modal", Rendering.modal(new Reply.Modal("An order", "order", inputs), INVOCATION));
    }

    @Test
    void aWindowMayLeadToAnotherCommand() {
        var window = new Reply.Modal("Sure?", "7", List.of(TextInput.line("word", "Type it")));
        var id = Rendering.modal(window.leadingTo("recovery apply"), INVOCATION).path("custom_id");
        assertTrue(id.asText().startsWith("recovery apply~"), id.asText());
        assertTrue(id.asText().endsWith("~7"), id.asText());
    }

    @Test
    void whispersBesidesWithTheSameParts() {
        Golden.assertSame("whisper", Rendering.ephemeral(Rendering.sentence("You have only 3.")));
    }

    @Test
    void laysCardsOutInTheirFrame() {
        var card =
                Card.gain("📆", "Daily reward")
                        .about(ADA)
                        .amount("+100 ⚓")
                        .line("You have 212 ⚓ now.")
                        .divider()
                        .field("Streak", "3 days")
                        .person(ADA, "**1** · 212 ⚓")
                        .picture("days.png", "Three days in a row")
                        .fine("Again from tomorrow on: </daily>");
        var content =
                Content.card(card, new Attachment("days.png", "days", Map.of()))
                        .row(Button.of("Balance", "balance"))
                        .pinging(ADA);
        Golden.assertSame("card", drawn(content));
    }

    /** What the page of the sandbox is looked at with, too. */
    @Test
    void drawsOneCardOfEachKind() {
        var cards =
                Map.of(
                        "kind-gain",
                        Card.gain("📆", "Daily reward")
                                .about(ADA)
                                .amount("+120 ⚓")
                                .line("You have 332 ⚓ now.")
                                .field("Streak", "3 days · +20 ⚓")
                                .field("Next", "<t:1795687200:R>")
                                .fine("Every day in a row adds 10 ⚓, up to ten days."),
                        "kind-info",
                        Card.info("🏆", "Leaderboard")
                                .person(ADA, "🥇 <@%s> · **1,234 ⚓**".formatted(ADA))
                                .person(ADA, "🥈 <@%s> · **980 ⚓**".formatted(ADA))
                                .divider()
                                .line("You’re **12th** of 48 with 212 ⚓.")
                                .fine("Page 1 of 5"),
                        "kind-loss",
                        Card.loss("🎲", "Coinflip")
                                .about(ADA)
                                .amount("−50 ⚓")
                                .line("Tails. You have 162 ⚓ left."),
                        "kind-wait",
                        Card.wait("📆", "Daily reward")
                                .line("You already had it. Come back <t:1795687200:R>."),
                        "kind-record",
                        Card.record("💰", "History")
                                .about(ADA)
                                .item("**+25 ⚓** from <@%s> · <t:1795687200:R>".formatted(ADA))
                                .item("**−5 ⚓** to <@%s> · <t:1795600800:R>".formatted(ADA))
                                .item("**+100 ⚓** daily reward · <t:1795514400:R>")
                                .fine("Page 1 of 3"));
        cards.forEach((name, card) -> {
            var content = Content.card(card).row(Button.of("Balance", "a"), Button.of("Work", "b"));
            Golden.assertSame(name, drawn(content));
        });
    }

    @Test
    void showsHowFarItIs() {
        var card = ProgressCard.of(new ProgressUpdate(14, 40, 190L), INVOCATION);
        Golden.assertSame("progress", card);
        assertTrue(ProgressCard.is(card));
    }

    @Test
    void framesARefusal() {
        Golden.assertSame(
                "refusal", Rendering.reply(Reply.refuse("You need 5 ⚓ but have 3 ⚓."), INVOCATION));
    }

    @Test
    void asksWithTwoButtonsThatAreOneDecision() {
        var question =
                new Reply.Question(
                        Card.loss("💰", "Pay 10,000 ⚓?").line("You'll have 5 ⚓ left."), Map.of());
        Golden.assertSame("question", Rendering.reply(question, INVOCATION));
    }

    /** Discord never lets a message lose its layout, and takes no text beside one. */
    @Test
    void staysLaidOutWhereItTakesThePlaceOfALayout() {
        var embed = Embed.titled("History").description("Every coin").color(0x2F6F73);
        var plain = new Content("Page 2", List.of(embed), List.of()).row(Button.of("Next", "3"));
        Golden.assertSame("edit-of-layout", Rendering.inPlaceOf(true, drawn(plain)));
    }

    @Test
    void leavesNothingOfTheTextWhosePlaceItTakes() {
        var card = Content.card(Card.info("💰", "Balance").amount("5 ⚓"));
        Golden.assertSame("edit-of-text", Rendering.inPlaceOf(false, drawn(card)));
    }

    @Test
    void tellsWhatWasDoneWithoutItsPicture() {
        var card = Card.info("📈", "Level").picture("level.png", "Level 7");
        var content = Content.card(card, new Attachment("level.png", "level", Map.of()));
        Golden.assertSame("card-without-files", Rendering.withoutFiles(drawn(content), INVOCATION));
    }

    @Test
    void namesWhomItPingsWhereNoTextDoes() {
        var card = Content.card(Card.info("💰", "Gift")).pinging(ADA);
        Golden.assertSame("ping", Rendering.message(card));
        assertEquals(
                "<@%s>".formatted(ADA),
                Rendering.ping(Reply.show(card)).orElseThrow().path("content").asText());
        assertEquals(Optional.empty(), Rendering.ping(Reply.whisper(card)));
    }

    @Test
    void refusesAStateThatDiscordWouldCutOff() {
        var content = Content.text("Page").buttons(Button.of("Next", "x".repeat(100)));
        assertThrows(IllegalArgumentException.class, () -> drawn(content));
    }

    private static ObjectNode drawn(Content content) {
        return Rendering.message(content, HISTORY, ADA, GuildId.DIRECT, false);
    }
}
