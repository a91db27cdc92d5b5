package dev.holdfast.kit.protocol;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.kit.protocol.CardLayout.Block;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a card may hold, and how its parts are laid out. */
class CardTest {

    private static final UserId ADA = new UserId(80351110224678912L);

    @Test
    void standsTheHeadingTheAmountAndOneLineBesideTheAvatar() {
        var card =
                Card.gain("📆", "Daily reward")
                        .about(ADA)
                        .amount("+100 ⚓")
                        .line("You have 212 ⚓ now.")
                        .field("Streak", "3 days")
                        .fine("one\ntwo");
        assertEquals(
                List.of(
                        new Block.Beside(
                                "### 📆 Daily reward · <@80351110224678912>\n"
                                        + "# +100 ⚓\nYou have 212 ⚓ now.",
                                ADA),
                        new Block.Words("**Streak:** 3 days\n-# one\n-# two")),
                CardLayout.of(card));
    }

    @Test
    void takesTenPeopleWithTheirAvatars() {
        assertDoesNotThrow(() -> Content.card(people(10)).row(Button.of("Next", "2")));
        assertThrows(IllegalArgumentException.class, () -> Content.card(people(13)));
    }

    @Test
    void countsTheRowsToo() {
        var content = Content.card(people(10));
        var row = new Button[] {Button.of("a", "a"), Button.of("b", "b"), Button.of("c", "c")};
        assertThrows(IllegalArgumentException.class, () -> content.row(row).row(row));
    }

    @Test
    void countsCharactersAsDiscordDoes() {
        var emoji = "⚓🎲".repeat(1_890);
        assertDoesNotThrow(() -> Content.card(Card.sentence(Card.Kind.INFO, emoji)));
        assertThrows(
                IllegalArgumentException.class,
                () -> Content.card(Card.sentence(Card.Kind.INFO, emoji + "⚓".repeat(21))));
    }

    @Test
    void leavesRoomForTheIdsOfItsCommands() {
        var most = "</daily> ".repeat(126);
        assertDoesNotThrow(() -> Content.card(Card.sentence(Card.Kind.INFO, most)));
        assertThrows(
                IllegalArgumentException.class,
                () -> Content.card(Card.sentence(Card.Kind.INFO, most + "</daily>")));
    }

    @Test
    void saysSomething() {
        assertThrows(IllegalArgumentException.class, () -> Card.info("💰", " "));
        assertThrows(IllegalArgumentException.class, () -> Card.sentence(Card.Kind.INFO, " "));
        assertThrows(
                IllegalArgumentException.class, () -> Card.info("💰", "Balance").field("a", ""));
    }

    @Test
    void showsOnlyFilesThatComeAlong() {
        var card = Card.info("📈", "Level").picture("level.png", "Level 7");
        assertThrows(IllegalArgumentException.class, () -> Content.card(card));
    }

    private static Card people(int count) {
        var card = Card.info("🏆", "Leaderboard");
        for (var i = 0; i < count; i++) {
            card = card.person(ADA, "**%d** · 5 ⚓".formatted(i));
        }
        return card;
    }
}
