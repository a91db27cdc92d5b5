package dev.holdfast.economy;

import static dev.holdfast.economy.TestGuild.ANN;
import static dev.holdfast.economy.TestGuild.BEN;
import static dev.holdfast.economy.TestGuild.CAT;
import static dev.holdfast.economy.TestGuild.assertRefused;
import static dev.holdfast.economy.TestGuild.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.economy.wallet.WalletSettings;
import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.database.RequestOutcome;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class SettingsTest {

    private static final String COMMAND = "economy settings";

    @Inject Commands commands;
    @Inject UnitsOfWork work;

    private TestGuild guild;

    @BeforeEach
    void freshGuild() {
        guild = new TestGuild(commands);
    }

    @Test
    void showsAllWithTheirDefaults() {
        var shown = words(guild.ask(guild.asAdmin(COMMAND)));
        for (var line :
                List.of(
                        "Name of your coins: \u2068anchors\u2069",
                        "Sign of your coins: ⚓",
                        "Coins for newcomers: 100",
                        "Daily reward: 100\n-# What /daily pays. 1 to 1,000,000,000.",
                        "Time between daily rewards: 20h",
                        "Time to keep a streak: 2d",
                        "Time between jobs: 1h")) {
            assertTrue(shown.contains(line), shown);
        }
        assertEquals(0, guild.count("setting"), "looking changes nothing");
    }

    @Test
    void whatIsChangedCountsAtOnceAndForThisGuildOnly() {
        var changed =
                words(
                        guild.ask(
                                guild.asAdmin(COMMAND)
                                        .text("currency-symbol", "🪙")
                                        .whole("starting-balance", 500)
                                        .whole("daily-payout", 250)
                                        .text("daily-cooldown", "1h 30m")));
        assertTrue(changed.contains("Time between daily rewards: 20h → **1h 30m**"), changed);
        assertTrue(words(guild.pay(ANN, BEN, "1")).contains("+1 🪙"));
        assertEquals(499, guild.balance(ANN));
        assertTrue(words(guild.ask(guild.asking(ANN, "daily"))).contains("+250 🪙"));
        assertEquals(2, guild.count("audit"), "a note for each feature's settings");
        var other = new TestGuild(commands);
        assertTrue(words(other.pay(ANN, BEN, "1")).contains("+1 ⚓"));
        assertEquals(99, other.balance(ANN));
    }

    @Test
    void whatIsPickedIsAskedForInAWindowThatHoldsWhatItIsNow() {
        var modal = assertInstanceOf(Reply.Modal.class, guild.ask(picked("daily-payout")));
        assertEquals("100", modal.inputs().getFirst().value());
        assertEquals(modal, guild.ask(guild.asAdmin(COMMAND).button(CAT, modal.state())));
        assertEquals(0, guild.count("setting"), "looking changes nothing");
    }

    @Test
    void whatIsSentChangesThatSettingAndNoOther() {
        guild.ask(guild.asAdmin(COMMAND).text("currency-symbol", "🪙"));
        var changed =
                assertInstanceOf(Reply.Update.class, guild.ask(sent("daily-payout", "1,250")));
        assertTrue(words(changed).contains("Daily reward: 100 → **1,250**"), words(changed));
        assertFalse(words(changed).contains("Sign of your coins"), words(changed));
        var cooldown = words(guild.ask(sent("daily-cooldown", "1h 30m")));
        assertTrue(cooldown.contains("Time between daily rewards: 20h → **1h 30m**"), cooldown);
    }

    @Test
    void whatMakesNoSenseInAWindowChangesNothing() {
        assertRefused(
                "I couldn’t read “\u2068many\u2069” as a number. Write it like 25, 1,000, 10k or 1.5m.",
                guild.ask(sent("daily-payout", "many")));
        assertRefused(
                "I couldn’t read “\u2068soon\u2069” as a length of time. Write it like 30m, 20h, 1h 30m or 2d.",
                guild.ask(sent("daily-cooldown", "soon")));
        assertRefused(
                "“Name of your coins” needs 1 to 32 characters.",
                guild.ask(sent("currency-name", "x".repeat(101))));
        assertRefused(
                "“\u2068daily\\-luck\u2069” is no longer a setting. Run </economy settings> again to see those there are.",
                guild.ask(picked("daily-luck")));
        assertTrue(
                words(
                                guild.ask(
                                        guild.asking(CAT, COMMAND)
                                                .modal(CAT, "daily-payout", Map.of("value", "1"))))
                        .contains("needs the permission"));
        assertTrue(
                words(guild.ask(guild.asAdmin(COMMAND).select(ANN, "pick.0", "daily-payout")))
                        .contains("Only <@101> can use this"));
        assertEquals(0, guild.count("setting"));
    }

    private Asking picked(String setting) {
        return guild.asAdmin(COMMAND).select(CAT, "pick.0", setting);
    }

    private Asking sent(String setting, String text) {
        return guild.asAdmin(COMMAND).modal(CAT, setting, Map.of("value", text));
    }

    @Test
    void theSymbolMayBeAnEmojiOfAnySort() {
        for (var symbol : List.of("€", "💰", "👩‍🚀", "<:coin:123456789012345678>", "<a:spin:1>")) {
            guild.ask(guild.asAdmin(COMMAND).text("currency-symbol", symbol));
            assertTrue(words(guild.ask(guild.asking(ANN, "balance"))).contains("100 " + symbol));
        }
    }

    /** Both have read the settings before either writes them. */
    @Test
    void changesAtTheSameMomentAreBothKept() throws Exception {
        var bothHaveRead = new CountDownLatch(2);
        List<Callable<RequestOutcome>> changes =
                List.of(
                        () ->
                                change(
                                        bothHaveRead,
                                        it ->
                                                new WalletSettings(
                                                        "shells",
                                                        it.currencySymbol(),
                                                        it.startingBalance(),
                                                        it.confirmAbove())),
                        () ->
                                change(
                                        bothHaveRead,
                                        it ->
                                                new WalletSettings(
                                                        it.currencyName(),
                                                        "🐚",
                                                        it.startingBalance(),
                                                        it.confirmAbove())));
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : executor.invokeAll(changes, 30, TimeUnit.SECONDS)) {
                assertInstanceOf(RequestOutcome.Done.class, done.get());
            }
        }
        var balance = words(guild.ask(guild.asking(ANN, "balance")));
        assertTrue(balance.contains("100 🐚"), balance);
    }

    private RequestOutcome change(
            CountDownLatch bothHaveRead, UnaryOperator<WalletSettings> change) {
        var key = Asking.freshKey();
        return work.execute(
                new Request(key, guild.id(), ANN, "test", RequestHash.of(key.value())),
                unit -> {
                    var read = unit.settings(WalletSettings.KEY);
                    bothHaveRead.countDown();
                    try {
                        assertTrue(bothHaveRead.await(4, TimeUnit.SECONDS));
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    unit.change(WalletSettings.KEY, change.apply(read));
                    return Reply.say("done");
                });
    }

    @Test
    void nonsenseGetsASentenceAndChangesNothing() {
        var names = "A currency’s name has only letters, digits, spaces and hyphens.";
        refuses("currency-name", "**bold**", names);
        var symbols =
                "A currency’s symbol is an emoji like ⚓, or up to 16 characters like € or gold,"
                        + " without spaces, links and formatting.";
        for (var symbol : List.of("a b", "@here", "*", "\u202e$", "<:x:", "$".repeat(17))) {
            refuses("currency-symbol", symbol, symbols);
        }
        refuses(
                "daily-cooldown",
                "soon",
                "I couldn’t read “\u2068soon\u2069” as a length of time. Write it like 30m, 20h, 1h 30m or 2d.");
        refuses("daily-cooldown", "8d", "“Time between daily rewards” must be between 1h and 7d.");
        refuses(
                "streak-window",
                "20h",
                "The time to keep a streak must be longer than the time between daily rewards.");
        refuses("daily-payout", 0, "“Daily reward” must be between 1 and 1,000,000,000.");
        refuses("streak-cap", 366, "“Streak days that count” must be between 0 and 365.");
        refuses(
                "starting-balance",
                -1,
                "“Coins for newcomers” must be between 0 and 1,000,000,000.");
        refuses("work-max", 1, "The most that work pays (1) is less than the least (20).");
    }

    @Test
    void oneWrongValueLeavesTheOthersUnchangedToo() {
        var reply =
                guild.ask(
                        guild.asAdmin(COMMAND)
                                .text("currency-name", "shells")
                                .whole("work-max", 1));
        assertRefused("The most that work pays (1) is less than the least (20).", reply);
        assertEquals(0, guild.count("setting"));
    }

    @Test
    void isForThoseWhoManageTheServer() {
        assertTrue(words(guild.ask(guild.asking(ANN, COMMAND))).contains("Manage Server"));
    }

    private void refuses(String option, String value, String sentence) {
        assertRefused(sentence, guild.ask(guild.asAdmin(COMMAND).text(option, value)));
        assertEquals(0, guild.count("setting"));
    }

    private void refuses(String option, long value, String sentence) {
        assertRefused(sentence, guild.ask(guild.asAdmin(COMMAND).whole(option, value)));
        assertEquals(0, guild.count("setting"));
    }
}
