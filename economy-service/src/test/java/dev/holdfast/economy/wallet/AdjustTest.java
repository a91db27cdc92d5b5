package dev.holdfast.economy.wallet;

import static dev.holdfast.economy.TestGuild.ANN;
import static dev.holdfast.economy.TestGuild.CAT;
import static dev.holdfast.economy.TestGuild.assertRefused;
import static dev.holdfast.economy.TestGuild.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.economy.TestGuild;
import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class AdjustTest {

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
    void addsRemovesAndSets() {
        assertEquals(
                Reply.show(
                        Content.card(
                                        Card.gain("💰", "Coins added")
                                                .about(ANN)
                                                .amount("+1,000 ⚓")
                                                .field("Balance", "**100** ⚓ → **1,100** ⚓")
                                                .field("Reason", "\u2068because\u2069")
                                                .fine("By <@103>"))
                                .pinging(ANN)),
                guild.adjust("add", ANN, "1k"));
        var removed = words(guild.adjust("remove", ANN, "100"));
        assertTrue(removed.contains("−100 ⚓\nBalance: **1,100** ⚓ → **1,000** ⚓"), removed);
        var set = words(guild.adjust("set", ANN, "7"));
        assertTrue(set.contains("7 ⚓\nBalance: **1,000** ⚓ → **7** ⚓"), set);
        guild.adjust("set", ANN, "0");
        assertEquals(0, guild.balance(ANN));
    }

    @Test
    void refusesToTakeMoreThanThereIs() {
        guild.adjust("set", ANN, "30");
        assertRefused("<@101> has only **30** ⚓.", guild.adjust("remove", ANN, "31"));
        assertEquals(30, guild.balance(ANN));
        guild.adjust("remove", ANN, "all");
        assertEquals(0, guild.balance(ANN));
    }

    /** A past fault: “all” doubled the balance that it was read from. */
    @Test
    void makesCoinsByNumberOnly() {
        for (var share : List.of("all", "half", "ALL", "50%")) {
            var sentence =
                    "“\u2068%s\u2069” won’t do here. Write a number, like 25, 1,000 or 10k."
                            .formatted(share);
            assertRefused(sentence, guild.adjust("add", ANN, share));
            assertRefused(sentence, guild.adjust("set", ANN, share));
        }
        assertEquals(0, guild.count("transfer"));
    }

    @Test
    void refusesWhatWouldChangeNothing() {
        guild.adjust("set", ANN, "30");
        assertRefused("That’s exactly what they have already.", guild.adjust("set", ANN, "30"));
        assertTrue(words(guild.adjust("add", ANN, "0")).startsWith("There’s nothing to move."));
        var bot = new OptionValue.Person(new UserId(9), "Robot", true);
        assertRefused(
                "Bots own nothing. Pick a member.",
                guild.ask(
                        guild.asAdmin("coins add")
                                .option("member", bot)
                                .text("amount", "1")
                                .text("reason", "because")));
    }

    @Test
    void wantsAReasonThatSaysSomething() {
        assertRefused(
                "Say why in a few words. The member sees it in their history.",
                guild.ask(
                        guild.asAdmin("coins add")
                                .person("member", ANN)
                                .text("amount", "1")
                                .text("reason", " \t ")));
        assertEquals(0, guild.count("transfer"));
    }

    @Test
    void isForThoseWhoManageTheServer() {
        for (var how : List.of("add", "remove", "set")) {
            var asking =
                    guild.asking(ANN, "coins " + how)
                            .allowed(Permission.MANAGE_MESSAGES)
                            .person("member", ANN)
                            .text("amount", "5")
                            .text("reason", "because");
            assertTrue(words(guild.ask(asking)).contains("Manage Server"));
        }
        assertEquals(0, guild.count("transfer"));
    }

    @Test
    void isToldTheAdminsTogetherWithTheCoinsAndOnlyIfTheyMoved() {
        guild.adjust("add", ANN, "5");
        guild.adjust("remove", ANN, "500");
        guild.adjust("set", ANN, "7");
        var told =
                new Admin("economy")
                        .list(
                                "select effect::text from outbox where guild_id = %s order by effect_id"
                                        .formatted(guild.id()),
                                String.class);
        assertEquals(
                List.of(
                        notice(
                                "<@103> gave **5** ⚓ to <@101>, who now has **105** ⚓. Reason: \u2068because\u2069"),
                        notice(
                                "<@103> set what <@101> has to **7** ⚓. Reason: \u2068because\u2069")),
                told);
        assertEquals(
                2,
                new Admin("economy")
                        .count(
                                "select count(distinct effect_id) from outbox join transfer using (guild_id) where outbox.xmin = transfer.xmin and guild_id = "
                                        + guild.id()));
    }

    private static String notice(String text) {
        return "{\"kind\":\"tell-admins\",\"text\":\"%s\",\"elseOwner\":false}".formatted(text);
    }

    @Test
    void isNotedInTheAuditWithItsReason() {
        guild.adjust("add", ANN, "5");
        assertRefused("<@101> has only **105** ⚓.", guild.adjust("remove", ANN, "500"));
        var audit =
                new Admin("economy")
                        .list(
                                "select user_id || ' ' || action || ' ' || detail from audit where guild_id = "
                                        + guild.id(),
                                String.class);
        assertEquals(
                List.of(
                        CAT
                                + " wallet.add {\"amount\": 5, \"member\": \"101\", \"reason\": \"because\", \"balance\": 105}"),
                audit);
    }
}
