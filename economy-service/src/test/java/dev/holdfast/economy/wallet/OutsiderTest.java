package dev.holdfast.economy.wallet;

import static dev.holdfast.economy.TestGuild.ANN;
import static dev.holdfast.economy.TestGuild.BEN;
import static dev.holdfast.economy.TestGuild.assertRefused;
import static dev.holdfast.economy.TestGuild.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.economy.TestGuild;
import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A past fault: coins paid to somebody who was never in the server were stranded. Who left keeps
 * what they had.
 */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class OutsiderTest {

    private static final String NEVER = "<@102> isn’t in this server and never had coins here.";

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
    void nobodyPaysWhoIsNotInTheServer() {
        var sentence = "<@102> isn’t in this server, so you can’t pay them.";
        assertRefused(sentence, payOutsider());
        assertEquals(0, guild.count("account"));
        guild.pay(ANN, BEN, "5");
        assertRefused(sentence, payOutsider());
        assertEquals(105, guild.balance(BEN));
    }

    @Test
    void whoLeftStillHasABalanceAndAHistory() {
        guild.pay(ANN, BEN, "5");
        var asked = guild.asking(ANN, "balance").outsider("member", BEN);
        assertTrue(words(guild.ask(asked)).contains("105"));
        var history =
                guild.asking(ANN, "money history")
                        .allowed(Permission.MANAGE_GUILD)
                        .outsider("member", BEN);
        assertTrue(words(guild.ask(history)).contains("105"));
    }

    @Test
    void whoNeverWasThereHasNone() {
        assertRefused(NEVER, guild.ask(guild.asking(ANN, "balance").outsider("member", BEN)));
        assertEquals(0, guild.count("account"));
    }

    @Test
    void adminsChangeWhatThoseHaveWhoLeftAndNothingForWhoNeverCame() {
        for (var how : List.of("add", "remove", "set")) {
            assertRefused(NEVER, adjustOutsider(how, "5"));
        }
        assertEquals(0, guild.count("account"));
        guild.pay(ANN, BEN, "5");
        assertInstanceOf(Reply.Message.class, adjustOutsider("remove", "half"));
        assertEquals(53, guild.balance(BEN));
        assertInstanceOf(Reply.Message.class, adjustOutsider("set", "7"));
        assertEquals(7, guild.balance(BEN));
    }

    private Reply payOutsider() {
        return guild.ask(guild.asking(ANN, "pay").outsider("member", BEN).text("amount", "5"));
    }

    private Reply adjustOutsider(String how, String amount) {
        return guild.confirmed(
                guild.asAdmin("coins " + how)
                        .outsider("member", BEN)
                        .text("amount", amount)
                        .text("reason", "because"));
    }
}
