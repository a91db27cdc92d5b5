package dev.holdfast.economy.wallet;

import static dev.holdfast.economy.TestGuild.ANN;
import static dev.holdfast.economy.TestGuild.BEN;
import static dev.holdfast.economy.TestGuild.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.economy.TestGuild;
import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class BalanceTest {

    @Inject Commands commands;
    @Inject UnitsOfWork work;
    @Inject @All List<Feature> features;

    @Test
    void showsOnesOwnAndAnothers() {
        var guild = new TestGuild(commands);
        guild.pay(ANN, BEN, "25");
        assertTrue(words(guild.ask(guild.asking(ANN, "balance"))).contains("75 ⚓"));
        assertTrue(
                words(guild.ask(guild.asking(ANN, "balance").person("member", BEN)))
                        .contains("125 ⚓"));
    }

    @Test
    void showsItInPrivateFromAMembersMenu() {
        var guild = new TestGuild(commands);
        guild.pay(ANN, BEN, "25");
        var shown = guild.ask(guild.asking(ANN, "user-balance").person("member", BEN));
        assertInstanceOf(Reply.Whisper.class, shown);
        assertTrue(words(shown).contains("125 ⚓"), words(shown));
        var left = new UserId(1_999);
        var refused = guild.ask(guild.asking(ANN, "user-balance").outsider("member", left));
        assertInstanceOf(Reply.Refusal.class, refused);
    }

    @Test
    void guildsKnowNothingOfEachOther() {
        var guild = new TestGuild(commands);
        var other = new TestGuild(commands);
        guild.pay(ANN, BEN, "25");
        other.pay(BEN, ANN, "40");
        assertEquals(75, guild.balance(ANN));
        assertEquals(140, other.balance(ANN));
    }

    @Test
    void whoIsForgottenLeavesAWholeLedgerWithoutTheirName() {
        var guild = new TestGuild(commands);
        guild.pay(ANN, BEN, "25");
        guild.ask(guild.asking(ANN, "daily"));
        forget(guild);
        assertEquals(-1, guild.balance(ANN));
        assertEquals(0, guild.count("claim"));
        assertEquals(0, guild.sum());
        assertEquals(5, guild.count("transfer"));
        assertTrue(
                words(guild.ask(guild.asking(BEN, "money history")))
                        .contains("➕ **25** ⚓ · somebody who has left"));
    }

    private void forget(TestGuild guild) {
        var key = Asking.freshKey();
        work.execute(
                new Request(key, guild.id(), BEN, "forget", RequestHash.of(key.value())),
                unit -> {
                    features.forEach(feature -> feature.forget(ANN, unit.now(), unit));
                    return Reply.whisper("forgotten");
                });
    }
}
