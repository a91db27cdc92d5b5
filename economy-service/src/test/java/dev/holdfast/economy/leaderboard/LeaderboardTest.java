package dev.holdfast.economy.leaderboard;

import static dev.holdfast.economy.TestGuild.ANN;
import static dev.holdfast.economy.TestGuild.BEN;
import static dev.holdfast.economy.TestGuild.CAT;
import static dev.holdfast.economy.TestGuild.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.economy.TestGuild;
import dev.holdfast.economy.ledger.Rank;
import dev.holdfast.economy.ledger.Ranking;
import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The leaderboard: its page always comes, and no place is left out. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class LeaderboardTest {

    private static final String COMMAND = "leaderboard";

    @Inject Commands commands;
    @Inject Ranking standings;
    @Inject UnitsOfWork work;
    @Inject @All List<Feature> features;

    private TestGuild guild;

    @BeforeEach
    void freshGuild() {
        guild = new TestGuild(commands);
    }

    @Test
    void listsTheRichestFirstWithMedalsAndTiesShareAPlace() {
        guild.adjust("set", ANN, "500");
        guild.adjust("set", BEN, "500");
        guild.adjust("set", new UserId(104), "300");
        guild.adjust("set", new UserId(105), "200");
        guild.adjust("set", new UserId(106), "50");
        assertEquals(
                """
                Leaderboard
                🥇 <@101> · **500** ⚓
                🥇 <@102> · **500** ⚓
                🥈 <@104> · **300** ⚓
                🥉 <@105> · **200** ⚓
                `#4` <@103> · **100** ⚓ ← you
                `#5` <@106> · **50** ⚓
                You’re #4 with **100** ⚓.\
                """,
                words(guild.ask(guild.asking(CAT, COMMAND))));
        assertTrue(shown(guild.ask(guild.asking(CAT, COMMAND))).rows().isEmpty(), "one page");
    }

    @Test
    void aNewcomerSeesTheirOwnPlaceAndKeepsWhatItSays() {
        assertTrue(words(guild.ask(guild.asking(ANN, COMMAND))).contains("You’re #1 with"));
        assertEquals(TestGuild.START, guild.balance(ANN));
    }

    @Test
    void turnsPagesAndJumpsToOnesOwnPlace() {
        people(35, 0);
        guild.adjust("set", ANN, "1");
        var first = shown(guild.ask(guild.asking(ANN, COMMAND)));
        assertTrue(words(new Reply.Message(first)).contains("Page 1 of 4"));
        assertEquals(List.of("Next", "My place"), labels(first));
        var third = press(ANN, press(ANN, first, "Next"), "Next");
        assertEquals(List.of("First", "Previous", "Next", "My place"), labels(third));
        assertTrue(words(new Reply.Message(third)).contains("`#21` "));
        var mine = press(ANN, first, "My place");
        var said = words(new Reply.Message(mine));
        assertTrue(said.contains("`#36` <@101> · **1** ⚓ ← you"), said);
        assertTrue(said.contains("`#32` "), said);
        assertFalse(said.contains("`#31` "), said);
        assertEquals(first, press(ANN, mine, "Top"));
        assertTrue(
                words(guild.ask(guild.asking(BEN, COMMAND).button(ANN, "p2")))
                        .contains("Only <@101> can use this"));
        assertInstanceOf(
                Reply.Refusal.class, guild.ask(guild.asking(ANN, COMMAND).button(ANN, "p0")));
        assertTrue(
                words(guild.ask(guild.asking(ANN, COMMAND).button(ANN, "p9")))
                        .contains("Page 4 of 4"));
    }

    @Test
    void whoIsForgottenLeavesNoHole() {
        guild.adjust("set", ANN, "500");
        guild.adjust("set", BEN, "400");
        var key = Asking.freshKey();
        work.execute(
                new Request(key, guild.id(), CAT, "forget", RequestHash.of(key.value())),
                unit -> {
                    features.forEach(feature -> feature.forget(ANN, unit.now(), unit));
                    return Reply.whisper("forgotten");
                });
        var said = words(guild.ask(guild.asking(CAT, COMMAND)));
        assertTrue(said.startsWith("Leaderboard\n🥇 <@102>"), said);
        assertTrue(said.endsWith("You’re #2 with **100** ⚓."), said);
    }

    /** A guild of 100,000: in the plans, the index is read and never a whole guild. */
    @Test
    void aPageOfALargeGuildReadsAFewRows() {
        people(100_000, 100);
        guild.adjust("set", ANN, "1");
        var admin = new Admin("economy");
        admin.execute("vacuum analyze account");
        admin.execute("vacuum analyze member_account");
        var read =
                "select idx_tup_read from pg_stat_user_indexes where indexrelname = 'account_standing'";
        admin.execute("select pg_stat_force_next_flush()");
        var before = admin.count(read);
        var last = List.<Rank>of();
        var own = new Rank(ANN, 0, 0);
        for (var look = 0; look < 5; look++) {
            last = work.read(guild.id(), ANN, unit -> standings.page(unit, 990, 10));
            own = work.read(guild.id(), ANN, unit -> standings.of(unit, ANN));
        }
        assertEquals(10, last.size());
        assertEquals(0, own.place(), "beyond the 10,000 that are counted");
        assertEquals(
                "You have **1** ⚓. Places are counted down to #10,000.",
                words(guild.ask(guild.asking(ANN, COMMAND))).lines().toList().get(11));
        assertEquals(
                100_001,
                admin.count(
                        "select count(*) from account where kind = 'member' and guild_id = "
                                + guild.id()));
        assertTrue(admin.count(read) - before < 100_000, "read " + (admin.count(read) - before));
    }

    /** So many more people, each with one coin less than the one before, more than that. */
    private void people(int count, int most) {
        guild.adjust("set", CAT, "99999999");
        var admin = new Admin("economy");
        admin.execute(
                """
                with fresh as (
                    insert into account (guild_id, account_id, kind, balance, opened_at)
                    select %1$s, nextval('account_number'), 'member', 0, now()
                    from generate_series(2, %2$d) returning account_id)
                insert into member_account (guild_id, user_id, account_id)
                select %1$s, 10000 + row_number() over (), account_id from fresh
                """
                        .formatted(guild.id(), count));
        admin.execute(
                """
                update account a set balance = %3$d + m.user_id
                from member_account m
                where a.guild_id = m.guild_id and a.account_id = m.account_id
                  and a.guild_id = %1$s and m.user_id > 10000
                """
                        .formatted(guild.id(), count, most));
    }

    private Content press(UserId who, Content page, String label) {
        var state =
                page.rows().getFirst().stream()
                        .map(Button.class::cast)
                        .filter(button -> button.label().equals(label))
                        .findFirst()
                        .orElseThrow()
                        .state();
        var reply = guild.ask(guild.asking(who, COMMAND).button(who, state));
        return assertInstanceOf(Reply.Update.class, reply).content();
    }

    private static List<String> labels(Content page) {
        return page.rows().getFirst().stream().map(Button.class::cast).map(Button::label).toList();
    }

    private static Content shown(Reply reply) {
        return assertInstanceOf(Reply.Message.class, reply).content();
    }
}
