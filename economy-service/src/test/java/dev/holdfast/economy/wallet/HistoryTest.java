package dev.holdfast.economy.wallet;

import static dev.holdfast.economy.TestGuild.ANN;
import static dev.holdfast.economy.TestGuild.BEN;
import static dev.holdfast.economy.TestGuild.CAT;
import static dev.holdfast.economy.TestGuild.assertRefused;
import static dev.holdfast.economy.TestGuild.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.economy.TestGuild;
import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class HistoryTest {

    private static final String COMMAND = "money history";
    private static final Pattern LINE =
            Pattern.compile(
                    "(➕|➖) \\*\\*([\\d,]+)\\*\\* ⚓ · (.*)\\n(?:> .*\\n)?-# <t:\\d+:R> · then ([\\d,]+) ⚓");

    @Inject Commands commands;

    private TestGuild guild;

    @BeforeEach
    void freshGuild() {
        guild = new TestGuild(commands);
    }

    @Test
    void everyPageExplainsTheBalance() {
        for (var payment = 1; payment <= 12; payment++) {
            guild.pay(ANN, BEN, Integer.toString(payment));
            guild.pay(BEN, ANN, "1");
        }
        var page = whisper(guild.ask(guild.asking(ANN, COMMAND)));
        var lines = new ArrayList<>(lines(page));
        while (has(page, "Older")) {
            page = press(button(page, "Older"));
            lines.addAll(lines(page));
        }
        assertEquals(25, lines.size(), "the start and 24 payments");
        assertTrue(lines.getLast().group(3).contains("Starting balance"));
        var balance = 0L;
        for (var line : lines.reversed()) {
            balance += ("➕".equals(line.group(1)) ? 1 : -1) * number(line.group(2));
            assertEquals(balance, number(line.group(4)));
        }
        assertEquals(guild.balance(ANN), balance);
    }

    @Test
    void theButtonsLeadBackAndForth() {
        for (var payment = 1; payment <= 12; payment++) {
            guild.pay(ANN, BEN, "1");
        }
        var first = whisper(guild.ask(guild.asking(ANN, COMMAND)));
        assertFalse(has(first, "Newest") || has(first, "Newer"), "no dead buttons");
        var second = press(button(first, "Older"));
        var third = press(button(second, "Older"));
        assertFalse(has(third, "Older"));
        assertEquals(3, lines(third).size());
        assertEquals(second, press(button(third, "Newer")));
        assertEquals(first, press(button(second, "Newer")));
        assertEquals(first, press(button(third, "Newest")));
    }

    /** A page stays where it is while new transfers are made. */
    @Test
    void newTransfersDoNotShiftOlderPages() {
        for (var payment = 1; payment <= 24; payment++) {
            guild.pay(ANN, BEN, "1");
        }
        var older = button(whisper(guild.ask(guild.asking(ANN, COMMAND))), "Older");
        var before = press(older);
        guild.pay(ANN, BEN, "1");
        assertEquals(before, press(older));
    }

    @Test
    void saysWithWhomAndWhatFor() {
        guild.ask(
                guild.asking(ANN, "pay")
                        .person("member", BEN)
                        .text("amount", "25")
                        .text("note", "for *the*\nboat @everyone"));
        guild.adjust("add", BEN, "5");
        var payer = words(guild.ask(guild.asking(ANN, COMMAND)));
        assertTrue(
                payer.contains(
                        "➖ **25** ⚓ · to <@102>\n> \u2068for \\*the\\* boat \\@everyone\u2069\n-# "),
                payer);
        var payee = words(guild.ask(guild.asking(BEN, COMMAND)));
        assertTrue(payee.contains("➕ **25** ⚓ · from <@101>\n> \u2068for"), payee);
        assertTrue(payee.contains("➕ **5** ⚓ · Given by an admin\n> \u2068because\u2069"), payee);
    }

    @Test
    void othersAreForThoseWhoManageTheServer() {
        guild.pay(ANN, BEN, "25");
        var no =
                "You can only see your own history. To see others’, you need the permission Manage Server.";
        assertRefused(no, guild.ask(guild.asking(BEN, COMMAND).person("member", ANN)));
        assertRefused(no, guild.ask(guild.asking(BEN, COMMAND).button(BEN, ANN + ":")));
        assertTrue(
                words(guild.ask(guild.asAdmin(COMMAND).person("member", ANN)))
                        .contains("to <@102>"));
    }

    @Test
    void anAdminTurnsThePagesOfSomebodyElse() {
        for (var payment = 1; payment <= 7; payment++) {
            guild.pay(ANN, BEN, "1");
        }
        var first = whisper(guild.ask(guild.asAdmin(COMMAND).person("member", ANN)));
        var pressed = guild.ask(guild.asAdmin(COMMAND).button(CAT, button(first, "Older").state()));
        var second = assertInstanceOf(Reply.Update.class, pressed).content();
        assertEquals(3, lines(second).size());
        assertEquals(ANN, second.card().about());
    }

    @Test
    void aStrangeButtonAndSomeoneElsesGetASentence() {
        for (var state : List.of("", "x", "101:x5", "101:o", "101:o" + "9".repeat(19), "a:o5")) {
            assertRefused(
                    "This button is from an earlier version of me. Run </money history> again.",
                    guild.ask(guild.asking(ANN, COMMAND).button(ANN, state)));
        }
        assertTrue(
                words(guild.ask(guild.asking(BEN, COMMAND).button(ANN, ANN + ":")))
                        .contains("Only <@101> can use this"));
    }

    @Test
    void sayingThatThereIsNothingNeedsNoButtons() {
        var content = whisper(guild.ask(guild.asking(CAT, COMMAND)));
        assertTrue(content.rows().isEmpty());
        assertTrue(words(new Reply.Whisper(content)).contains("Nothing has come or gone"));
    }

    @Test
    void aPageOfTheLongestNotesStillFits() {
        for (var payment = 1; payment <= 10; payment++) {
            assertFalse(
                    guild.ask(
                                    guild.asking(ANN, "pay")
                                            .person("member", BEN)
                                            .text("amount", "1")
                                            .text("note", "*".repeat(200)))
                            instanceof Reply.Refusal);
        }
        assertEquals(5, lines(whisper(guild.ask(guild.asking(ANN, COMMAND)))).size());
    }

    private Content press(Button button) {
        var reply = guild.ask(guild.asking(ANN, COMMAND).button(ANN, button.state()));
        return assertInstanceOf(Reply.Update.class, reply).content();
    }

    private static Content whisper(Reply reply) {
        return assertInstanceOf(Reply.Whisper.class, reply).content();
    }

    private static boolean has(Content content, String label) {
        return content.rows().stream()
                .flatMap(List::stream)
                .map(Button.class::cast)
                .anyMatch(button -> button.label().equals(label));
    }

    private static Button button(Content content, String label) {
        return content.rows().getFirst().stream()
                .map(Button.class::cast)
                .filter(button -> button.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static List<MatchResult> lines(Content content) {
        return LINE.matcher(words(new Reply.Update(content))).results().toList();
    }

    private static long number(String shown) {
        return Long.parseLong(shown.replace(",", ""));
    }
}
