package dev.holdfast.economy.wallet;

import static dev.holdfast.economy.TestGuild.ANN;
import static dev.holdfast.economy.TestGuild.BEN;
import static dev.holdfast.economy.TestGuild.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.economy.TestGuild;
import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What moves much, or overwrites, asks first and then happens once. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class ConfirmTest {

    @Inject Commands commands;

    private TestGuild guild;

    @BeforeEach
    void annIsRich() {
        guild = new TestGuild(commands);
        guild.adjust("add", ANN, "20000");
    }

    @AfterEach
    void everyCoinIsAccountedFor() {
        assertEquals(0, guild.sum());
    }

    @Test
    void aLargePaymentAsksAndSaysWhatWillBeLeft() {
        assertInstanceOf(Reply.Message.class, guild.pay(ANN, BEN, "10000"));
        var asking = paying("all");
        var question = assertInstanceOf(Reply.Question.class, guild.ask(asking));
        assertEquals(
                "Send this payment?\n10,100 ⚓\nYou’ll pay <@102> and have **0** ⚓ left.",
                question.card().words());
        assertEquals(10_100, guild.balance(ANN));
        guild.adjust("add", ANN, "7");
        assertInstanceOf(Reply.Message.class, guild.decide(asking, true));
        assertEquals(7, guild.balance(ANN), "“all” is what was asked about");
        assertInstanceOf(Reply.Message.class, guild.decide(asking, true));
        assertEquals(7, guild.balance(ANN), "once");
    }

    @Test
    void theBalanceIsCheckedAgain() {
        var asking = paying("15k");
        guild.ask(asking);
        guild.adjust("remove", ANN, "10000");
        assertTrue(words(guild.decide(asking, true)).startsWith("You need **15,000** ⚓"));
        assertEquals(10_100, guild.balance(ANN));
    }

    @Test
    void aCancelledPaymentIsNotMade() {
        var asking = paying("15k");
        guild.ask(asking);
        guild.decide(asking, false);
        guild.decide(asking, true);
        assertEquals(20_100, guild.balance(ANN));
    }

    @Test
    void whatCannotBePaidIsRefusedBeforeItIsAsked() {
        assertInstanceOf(Reply.Refusal.class, guild.pay(ANN, BEN, "30k"));
    }

    @Test
    void theGuildSaysFromHowManyOn() {
        guild.ask(guild.asAdmin("economy settings").whole("confirm-above", 0));
        assertInstanceOf(Reply.Question.class, guild.pay(ANN, BEN, "1"));
    }

    @Test
    void settingABalanceAsksWithTheOldAndTheNewOne() {
        var asking =
                guild.asAdmin("coins set")
                        .person("member", ANN)
                        .text("amount", "7")
                        .text("reason", "because")
                        .key(Asking.freshKey());
        var question = assertInstanceOf(Reply.Question.class, guild.ask(asking));
        assertTrue(
                question.card()
                        .words()
                        .contains("<@101> has **20,100** ⚓ now and will have **7** ⚓."));
        assertEquals(20_100, guild.balance(ANN));
        guild.decide(asking, true);
        assertEquals(7, guild.balance(ANN));
    }

    private Asking paying(String amount) {
        return guild.asking(ANN, "pay")
                .person("member", BEN)
                .text("amount", amount)
                .key(Asking.freshKey());
    }
}
