package dev.holdfast.economy.wallet;

import static dev.holdfast.economy.TestGuild.ANN;
import static dev.holdfast.economy.TestGuild.BEN;
import static dev.holdfast.economy.TestGuild.CAT;
import static dev.holdfast.economy.TestGuild.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.economy.TestGuild;
import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.database.RequestOutcome;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A past fault: what a newcomer was shown followed the setting, up to a billion that could be paid
 * away.
 */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class StartingBalanceTest {

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

    @Test
    void whatANewcomerWasShownStaysTheirs() {
        assertTrue(words(guild.ask(guild.asking(ANN, "balance"))).contains("100"));
        startWith(0);
        assertTrue(words(guild.ask(guild.asking(ANN, "balance"))).contains("100"));
        startWith(1_000_000_000);
        assertInstanceOf(Reply.Refusal.class, guild.pay(ANN, BEN, "101"));
        assertEquals(100, guild.balance(ANN));
        assertTrue(
                words(guild.ask(guild.asking(ANN, "money history"))).contains("Starting balance"));
    }

    @Test
    void whatOthersWereShownOfANewcomerStaysTheirs() {
        words(guild.ask(guild.asking(BEN, "balance").person("member", ANN)));
        startWith(7);
        assertEquals(100, guild.balance(ANN));
        assertEquals(-1, guild.balance(BEN), "nobody was shown what Ben has");
    }

    @Test
    void whatARefusedPaymentTellsANewcomerStaysTheirs() {
        assertTrue(words(guild.pay(ANN, BEN, "101")).contains("100"));
        startWith(0);
        assertEquals(100, guild.balance(ANN));
        assertEquals(-1, guild.balance(BEN));
    }

    @Test
    void startingWithNothingStaysNothing() {
        startWith(0);
        assertTrue(words(guild.ask(guild.asking(ANN, "balance"))).contains("0 ⚓"));
        startWith(1_000_000_000);
        assertInstanceOf(Reply.Refusal.class, guild.pay(ANN, BEN, "1"));
        assertEquals(0, guild.balance(ANN));
        assertEquals(0, guild.count("transfer"));
    }

    @Test
    void aNewcomerHasTheSameWhicheverCommandComesFirst() {
        startWith(300);
        guild.ask(guild.asking(ANN, "balance"));
        guild.pay(BEN, ANN, "50");
        guild.adjust("add", CAT, "50");
        assertEquals(
                List.of(350L, 250L, 350L),
                List.of(guild.balance(ANN), guild.balance(BEN), guild.balance(CAT)));
    }

    /** The same look again and again under one key, by several at once: one account. */
    @Test
    void lookingManyTimesAtOnceOpensOneAccount() throws Exception {
        var once = guild.asking(ANN, "balance").key(Asking.freshKey()).build();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var looks =
                    IntStream.range(0, 16)
                            .mapToObj(each ->
                                    threads.submit(() ->
                                            commands.invoke(
                                                    each % 2 == 0
                                                            ? once
                                                            : guild.asking(BEN, "balance")
                                                                    .person("member", ANN)
                                                                    .build())))
                            .toList();
            for (var look : looks) {
                var outcome = look.get(30, TimeUnit.SECONDS);
                if (outcome instanceof RequestOutcome.Done(var reply, _)) {
                    assertTrue(words(reply).contains("100"), () -> words(reply));
                }
            }
        }
        assertEquals(100, guild.balance(ANN));
        assertEquals(1, guild.count("transfer"));
    }

    private void startWith(long coins) {
        guild.ask(guild.asAdmin("economy settings").whole("starting-balance", coins));
    }
}
