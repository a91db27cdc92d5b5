package dev.holdfast.economy.wallet;

import static dev.holdfast.economy.TestGuild.ANN;
import static dev.holdfast.economy.TestGuild.BEN;
import static dev.holdfast.economy.TestGuild.START;
import static dev.holdfast.economy.TestGuild.assertRefused;
import static dev.holdfast.economy.TestGuild.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.economy.TestGuild;
import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.database.RequestOutcome;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class PayTest {

    private static final String WHOLE_NUMBER = "Write a number from 1 to 1,000,000,000,000.";
    private static final int AT_ONCE = 16;

    @Inject Commands commands;

    private TestGuild guild;

    @BeforeEach
    void freshGuild() {
        guild = new TestGuild(commands);
    }

    @AfterEach
    void everyCoinIsAccountedFor() {
        assertEquals(0, guild.sum());
    }

    /** The payee is notified; what the payer has left is nobody else's business. */
    @Test
    void showsTheGainAndPingsThePayee() {
        assertEquals(
                Reply.show(
                        Content.card(
                                        Card.gain("💰", "Payment")
                                                .about(BEN)
                                                .amount("+25 ⚓")
                                                .line("From <@101>"))
                                .pinging(BEN)),
                guild.pay(ANN, BEN, "25"));
        assertEquals(75, guild.balance(ANN));
        assertEquals(125, guild.balance(BEN));
    }

    @Test
    void showsTheNoteAsItWasWritten() {
        var asking = guild.asking(ANN, "pay").person("member", BEN).text("amount", "1");
        var noted = words(guild.ask(asking.text("note", "for *the*\n boat {0}")));
        assertTrue(noted.endsWith("> \u2068for \\*the\\* boat {0}\u2069"), noted);
        assertTrue(words(guild.ask(asking.text("note", " \n "))).endsWith("From <@101>"));
    }

    @Test
    void showsANoteOf200EmojiWholeAndRefuses201() {
        var asking = guild.asking(ANN, "pay").person("member", BEN).text("amount", "1");
        var shown = words(guild.ask(asking.text("note", "😀".repeat(200))));
        assertTrue(shown.contains("\u2068" + "😀".repeat(200) + "\u2069"), shown);
        assertRefused(
                "“note” must have at most 200 characters.",
                guild.ask(asking.text("note", "😀".repeat(201))));
    }

    @Test
    void leavesOutANoteThatNobodySeesAndShowsOthersAsTheyWereWritten() {
        var asking = guild.asking(ANN, "pay").person("member", BEN).text("amount", "1");
        assertFalse(words(guild.ask(asking.text("note", "\u3164\u200B"))).contains("> "));
        var shown = words(guild.ask(asking.text("note", "\u202E001 [x](https://a.b) @everyone")));
        assertTrue(
                shown.contains("\u2068001 \\[x\\]\\(https\\:\\/\\/a.b\\) \\@everyone\u2069"),
                shown);
    }

    @Test
    void paysAllAndHalf() {
        guild.pay(ANN, BEN, "half");
        assertEquals(50, guild.balance(ANN));
        guild.pay(ANN, BEN, "all");
        assertEquals(0, guild.balance(ANN));
        assertEquals(2 * START, guild.balance(BEN));
    }

    @Test
    void aBadAmountGetsOneSentenceAndChangesNothing() {
        refuses("-5", "An amount can’t be negative. " + WHOLE_NUMBER);
        refuses("0", "There’s nothing to move. " + WHOLE_NUMBER);
        refuses("1000000000001", "That’s too much. " + WHOLE_NUMBER);
        refuses(
                "1 0",
                "I couldn’t read “\u20681 0\u2069” as one number. Thousands go in groups of three,"
                        + " like 1,000 or 25 000.");
        refuses("1.5", "“\u20681.5\u2069” isn’t a whole number. Write it like 25, 1,000 or 1.5k.");
        refuses(
                "lots",
                "I couldn’t read “\u2068lots\u2069” as a number. Write it like 25, 1,000, 10k or"
                        + " 1.5m.");
    }

    @Test
    void paysNoMoreThanThereIs() {
        assertRefused("You need **101** ⚓ but have **100** ⚓.", guild.pay(ANN, BEN, "101"));
        assertEquals(START, guild.balance(ANN), "what was shown is theirs");
        assertEquals(-1, guild.balance(BEN));
    }

    @Test
    void allOfNothingIsNothing() {
        guild.pay(ANN, BEN, "all");
        assertRefused("There’s nothing to move. " + WHOLE_NUMBER, guild.pay(ANN, BEN, "all"));
    }

    @Test
    void nobodyPaysThemselvesOrABot() {
        assertRefused("You can’t pay yourself. Pick someone else.", guild.pay(ANN, ANN, "1"));
        var bot = new OptionValue.Person(new UserId(9), "Robot", true);
        assertRefused(
                "Bots own nothing. Pick a member.",
                guild.ask(guild.asking(ANN, "pay").option("member", bot).text("amount", "1")));
        assertEquals(0, guild.count("account"), "refusals open no account");
    }

    @Test
    void aMissingOrForeignOptionGetsASentence() {
        assertTrue(
                words(guild.ask(guild.asking(ANN, "pay").text("amount", "1")))
                        .contains("“member”"));
        assertTrue(
                words(guild.ask(guild.asking(ANN, "pay").person("member", BEN).whole("amount", 1)))
                        .contains("“amount”"));
        assertTrue(
                words(
                                guild.ask(
                                        guild.asking(ANN, "pay")
                                                .person("member", BEN)
                                                .text("amount", "1")
                                                .text("extra", "1")))
                        .contains("“\u2068extra\u2069”"));
        assertEquals(0, guild.count("transfer"));
    }

    @Test
    void thereIsNoMoneyInDirectMessages() {
        var asking =
                Asking.in(GuildId.DIRECT)
                        .by(ANN)
                        .command("pay")
                        .person("member", BEN)
                        .text("amount", "1");
        assertTrue(words(guild.ask(asking)).contains("works in a server"));
    }

    @Test
    void theSameRequestTwiceMovesCoinsOnce() {
        var asking =
                guild.asking(ANN, "pay")
                        .person("member", BEN)
                        .text("amount", "25")
                        .key(Asking.freshKey());
        var first = assertInstanceOf(RequestOutcome.Done.class, commands.invoke(asking.build()));
        var second = assertInstanceOf(RequestOutcome.Done.class, commands.invoke(asking.build()));
        assertEquals(new RequestOutcome.Done(first.reply(), true), second);
        assertEquals(75, guild.balance(ANN));
        assertInstanceOf(
                RequestOutcome.KeyReused.class,
                commands.invoke(asking.text("amount", "26").build()));
        assertEquals(75, guild.balance(ANN));
    }

    @Test
    void theSameRequestManyTimesAtOnceMovesCoinsOnce() throws Exception {
        var invocation =
                guild.asking(ANN, "pay")
                        .person("member", BEN)
                        .text("amount", "25")
                        .key(Asking.freshKey())
                        .build();
        var replies = new ArrayList<Reply>();
        atOnce(() -> {
            if (commands.invoke(invocation) instanceof RequestOutcome.Done(var reply, _)) {
                synchronized (replies) {
                    replies.add(reply);
                }
            }
            return true;
        });
        assertEquals(1, replies.stream().distinct().count(), "all get the same reply");
        assertEquals(75, guild.balance(ANN));
        assertEquals(125, guild.balance(BEN));
    }

    /** Both are new; half of the threads pay one way, half the other. */
    @Test
    void twoPartiesAtOnceEachGetTheirDue() throws Exception {
        atOnce(() -> {
            guild.pay(ANN, BEN, "1");
            guild.pay(BEN, ANN, "1");
            return true;
        });
        assertEquals(START, guild.balance(ANN));
        assertEquals(START, guild.balance(BEN));
        assertEquals(2 + 2 * AT_ONCE, guild.count("transfer"));
    }

    /** Those who meet share a transaction; what is refused to one is not refused to the others. */
    @Test
    void ofManyAtOnceOnlyThoseAreRefusedForWhomNothingIsLeft() throws Exception {
        var refused = new AtomicInteger();
        atOnce(() -> {
            if (guild.pay(ANN, BEN, "10") instanceof Reply.Refusal) {
                refused.incrementAndGet();
            }
            return true;
        });
        assertEquals(0, guild.balance(ANN));
        assertEquals(2 * START, guild.balance(BEN));
        assertEquals(AT_ONCE - START / 10, refused.get());
    }

    private static void atOnce(Callable<Boolean> visit) throws Exception {
        var visits = new ArrayList<Callable<Boolean>>();
        for (var number = 0; number < AT_ONCE; number++) {
            visits.add(visit);
        }
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : executor.invokeAll(visits, 30, TimeUnit.SECONDS)) {
                assertTrue(done.get());
            }
        }
    }

    private void refuses(String amount, String sentence) {
        assertRefused(sentence, guild.pay(ANN, BEN, amount));
        assertEquals(0, guild.count("account"), "refusals change nothing");
    }
}
