package dev.holdfast.roles.connection;

import static dev.holdfast.roles.connection.RuleGuild.A;
import static dev.holdfast.roles.connection.RuleGuild.ANN;
import static dev.holdfast.roles.connection.RuleGuild.B;
import static dev.holdfast.roles.connection.RuleGuild.BEN;
import static dev.holdfast.roles.connection.RuleGuild.CAT;
import static dev.holdfast.roles.connection.RuleGuild.GOLD;
import static dev.holdfast.roles.connection.RuleGuild.words;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class RuleTest extends RuleScene {

    private static final Duration LONG = Duration.ofDays(100);

    @Inject Evaluation evaluation;

    @Test
    void showsWhoWouldGainBeforeItIsSavedAndThenGivesIt() {
        guild.member(ANN, LONG, A);
        guild.member(BEN, LONG, B);
        guild.member(CAT, LONG, A, GOLD);
        var shown = guild.ask(guild.add(GOLD, "@A and not @B"));
        assertTrue(words(shown).contains("**1** would get it"), words(shown));
        assertTrue(words(shown).contains("**One** fits and has it already"), words(shown));
        assertTrue(words(shown).contains("<@101>"), words(shown));
        assertEquals(0, guild.count("rule"));
        var saved = guild.pressed(shown, "save");
        assertTrue(words(saved).contains("Rule 1 is saved"), words(saved));
        awaitSweep(1);
        assertEquals(List.of(101L, 103L), guild.claimed(1));
        assertInstanceOf(Reply.Refusal.class, guild.pressed(shown, "save"));
        assertEquals(1, guild.count("rule"));
    }

    @Test
    void givesAndTakesAsMembersChange() {
        guild.save(GOLD, "@A and not @B");
        awaitSweep(1);
        told(ANN, Instant.EPOCH, A);
        told(BEN, Instant.EPOCH, B);
        assertEquals(List.of(101L), guild.claimed(1));
        told(ANN, Instant.EPOCH, A, B);
        told(BEN, Instant.EPOCH, A);
        assertEquals(List.of(102L), guild.claimed(1));
    }

    @Test
    void aRuleThatKeepsTakesNothing() {
        var shown = guild.ask(guild.add(GOLD, "@A").option("keep", new OptionValue.Flag(true)));
        guild.pressed(shown, "save");
        told(ANN, Instant.EPOCH, A);
        told(ANN, Instant.EPOCH);
        assertEquals(List.of(101L), guild.claimed(1));
    }

    /** Planted bug: unknown taken as false. */
    @Test
    void whatIsNotKnownChangesNothing() {
        guild.balance(ANN, 7_000);
        guild.save(GOLD, "balance >= 5k");
        told(ANN, Instant.EPOCH);
        told(BEN, Instant.EPOCH);
        awaitSweep(1);
        assertEquals(List.of(101L), guild.claimed(1));
        guild.admin()
                .execute(
                        "delete from rule_fact_balance where user_id > 0 and guild_id = "
                                + guild.id());
        work(unit -> evaluation.factChanged(RuleFact.BALANCE, List.of(ANN, BEN), unit));
        assertEquals(List.of(101L), guild.claimed(1));
        guild.balance(ANN, 10);
        work(unit -> evaluation.factChanged(RuleFact.BALANCE, List.of(ANN, BEN), unit));
        assertEquals(List.of(), guild.claimed(1));
    }

    @Test
    void whoHasYetToAcceptTheRulesIsLeftAlone() {
        guild.save(GOLD, "@A or account >= 1d");
        told(ANN, Instant.EPOCH, null, true, A);
        assertEquals(List.of(), guild.claimed(1));
        told(ANN, Instant.EPOCH, null, false, A);
        assertEquals(List.of(101L), guild.claimed(1));
    }

    @Test
    void timeAloneGivesTheRole() {
        guild.save(GOLD, "member >= 2h");
        awaitSweep(1);
        var now = Clock.systemUTC().instant();
        told(ANN, now.minus(Duration.ofMinutes(90)));
        told(BEN, now.minus(Duration.ofMinutes(60)));
        assertEquals(List.of(), guild.claimed(1));
        clock.advance(Duration.ofMinutes(31));
        await().atMost(20, SECONDS).until(() -> guild.claimed(1).equals(List.of(101L)));
        clock.advance(Duration.ofMinutes(31));
        await().atMost(20, SECONDS).until(() -> guild.claimed(1).equals(List.of(101L, 102L)));
    }

    @Test
    void timeAloneTakesTheRole() {
        guild.save(GOLD, "member < 2h");
        awaitSweep(1);
        told(ANN, Clock.systemUTC().instant());
        assertEquals(List.of(101L), guild.claimed(1));
        clock.advance(Duration.ofMinutes(121));
        await().atMost(20, SECONDS).until(() -> guild.claimed(1).isEmpty());
    }

    @Test
    void whatNoRuleAsksForAnyMoreIsNotKept() {
        guild.balance(ANN, 7_000);
        guild.save(GOLD, "balance >= 5k");
        guild.save(RuleGuild.B, "balance >= 5k");
        var drop = guild.as(RuleGuild.OWNER, "edit").text("when", "@A");
        guild.pressed(guild.ask(drop.whole("rule", 1)), "save");
        assertTrue(guild.count("rule_fact_balance") > 0);
        var dropped = guild.as(RuleGuild.OWNER, "edit").text("when", "@A");
        guild.pressed(guild.ask(dropped.whole("rule", 2)), "save");
        assertEquals(0, guild.count("rule_fact_balance"));
    }

    @Test
    void theWorkOfARuleIsNamedByItsRole() {
        guild.save(GOLD, "@A");
        assertEquals(
                List.of("Rule 1: @\u2068Gold Member\u2069"),
                guild.admin()
                        .list(
                                "select title from role_job where guild_id = " + guild.id(),
                                String.class));
    }

    /** Planted bug: one sentence for all, which a deleted rule does not keep. */
    @Test
    void theWorkOfARuleSaysWhichRoleItChangesAndHowItIsStartedAgain() {
        guild.save(GOLD, "@A");
        assertTrue(restart().startsWith("What I changed so far stays."), restart());
        assertTrue(restart().contains("</connection edit>"), restart());
        delete("keep");
        assertTrue(restart().startsWith("Everybody keeps the role"), restart());
        guild.ask(guild.as(RuleGuild.OWNER, "restore").whole("rule", 1));
        delete("take");
        assertTrue(restart().startsWith("Members I didn’t get to still have"), restart());
        assertTrue(restart().contains("</connection restore>"), restart());
        assertEquals(4, guild.count("role_job"));
        assertEquals(
                List.of("{%s}".formatted(GOLD)),
                guild.admin()
                        .list(
                                "select distinct roles::text from role_job where guild_id = "
                                        + guild.id(),
                                String.class));
    }

    private void delete(String how) {
        var deleted =
                guild.ask(guild.as(RuleGuild.OWNER, "delete").button(RuleGuild.OWNER, how + ":1"));
        assertInstanceOf(Reply.Update.class, deleted);
    }

    /** Of the last job. */
    private String restart() {
        return guild.admin()
                .list(
                        "select restart from role_job where guild_id = %s order by job_id desc limit 1"
                                .formatted(guild.id()),
                        String.class)
                .getFirst();
    }

    @Test
    void boostingGivesTheRole() {
        guild.save(GOLD, "boosting");
        told(ANN, Instant.EPOCH, Instant.EPOCH, false);
        assertEquals(List.of(101L), guild.claimed(1));
        told(ANN, Instant.EPOCH, null, false);
        assertEquals(List.of(), guild.claimed(1));
    }

    @Test
    void aChangeIsShownFirstAndTakesFromWhoFitsNoLonger() {
        guild.save(GOLD, "@A");
        told(ANN, Instant.EPOCH, A, GOLD);
        told(BEN, Instant.EPOCH, A, B, GOLD);
        var shown =
                guild.ask(guild.as(RuleGuild.OWNER, "edit").whole("rule", 1).text("when", "@B"));
        assertTrue(words(shown).contains("**1** would lose it"), words(shown));
        assertEquals(List.of(101L, 102L), guild.claimed(1));
        guild.pressed(shown, "save");
        awaitSweep(1);
        assertEquals(List.of(102L), guild.claimed(1));
        var stale = guild.ask(guild.pressing(shown, "save"));
        assertInstanceOf(Reply.Refusal.class, stale);
    }

    @Test
    void listsRulesWithHowManyHaveTheRoleByEach() {
        assertTrue(words(guild.ask(guild.as(RuleGuild.OWNER, "list"))).contains("no rules yet"));
        guild.save(GOLD, "@A");
        guild.save(B, "boosting");
        told(ANN, Instant.EPOCH, A);
        var list = words(guild.ask(guild.as(RuleGuild.OWNER, "list")));
        assertTrue(
                list.contains(
                        "**Rule 1** · <@&1500000000000005003>\n<@&1500000000000005001>\n-# one member has it by this rule"),
                list);
        assertTrue(list.contains("**Rule 2**"), list);
    }

    @Test
    void saysOfEachConditionWhatItIsAndOfWhen() {
        guild.balance(ANN, 7_000);
        guild.save(GOLD, "@A and balance >= 10k and member >= 30d and not boosting");
        told(ANN, null, A);
        var test =
                words(
                        guild.ask(
                                guild.as(RuleGuild.OWNER, "test")
                                        .whole("rule", 1)
                                        .person("member", ANN)));
        assertTrue(test.contains("❌ <@101> doesn’t get <@&1500000000000005003>"), test);
        assertTrue(test.contains("✅ <@&1500000000000005001>: they have it"), test);
        assertTrue(test.contains("❌ balance >= 10,000: 7,000, as of <t:"), test);
        assertTrue(test.contains("❔ member >= 30d: I don’t know yet when they joined"), test);
        assertTrue(test.contains("❌ boosting: not boosting"), test);
    }
}
