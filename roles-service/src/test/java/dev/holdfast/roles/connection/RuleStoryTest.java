package dev.holdfast.roles.connection;

import static dev.holdfast.roles.connection.RuleGuild.A;
import static dev.holdfast.roles.connection.RuleGuild.ANN;
import static dev.holdfast.roles.connection.RuleGuild.B;
import static dev.holdfast.roles.connection.RuleGuild.BEN;
import static dev.holdfast.roles.connection.RuleGuild.CAT;
import static dev.holdfast.roles.connection.RuleGuild.GOLD;
import static dev.holdfast.roles.connection.RuleGuild.OWNER;
import static dev.holdfast.roles.connection.RuleGuild.POWER;
import static dev.holdfast.roles.connection.RuleGuild.words;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.command.IntegrityCheck.Finding;
import dev.holdfast.kit.protocol.GuildEvent;
import dev.holdfast.kit.protocol.GuildRoles;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.roles.assignment.Members;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;

/** Rules that vanish, pause, end and come back: nobody loses a role by it. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class RuleStoryTest extends RuleScene {

    @Inject RulesCheck check;
    @Inject RuleExplanation explanation;
    @Inject Evaluation evaluation;
    @Inject Members members;

    /** Where this product's story began. */
    @Test
    void aRuleDeletedBehindTheServicesBackTakesNoRoleAndComesBack() {
        guild.save(GOLD, "@A");
        guild.save(B, "boosting");
        told(ANN, Instant.EPOCH, A);
        assertInstanceOf(Finding.Sound.class, finding());
        guild.admin().execute("delete from rule where rule_id = 1 and guild_id = " + guild.id());
        told(ANN, Instant.EPOCH);
        told(BEN, Instant.EPOCH, A);
        clock.advance(Duration.ofMinutes(1));
        assertEquals(List.of(101L), guild.claimed(1));
        var broken = assertInstanceOf(Finding.Broken.class, finding()).detail();
        assertTrue(
                broken.startsWith(
                        "rule 1 (role 1500000000000005003) was deleted past the service at 2"),
                broken);
        var list = words(guild.ask(guild.as(OWNER, "list")));
        assertTrue(
                list.contains(
                        "⚠️ **Rule 1** · <@&1500000000000005003>\nThis rule has been missing since <t:"),
                list);
        var choice = guild.ask(guild.as(OWNER, "restore"));
        assertTrue(words(choice).contains("⚠️ **Rule 1**"), words(choice));
        var back = guild.ask(guild.as(OWNER, "restore").whole("rule", 1));
        assertTrue(words(back).contains("Rule 1 is back"), words(back));
        awaitSweep(1);
        assertInstanceOf(Finding.Sound.class, finding());
        assertEquals(List.of(102L), guild.claimed(1));
    }

    @Test
    void theNumberOfALostRuleIsNeverUsedAgain() {
        guild.save(GOLD, "@A");
        guild.admin().execute("delete from rule where guild_id = " + guild.id());
        guild.save(B, "@A");
        assertEquals(
                2,
                guild.admin()
                        .count("select max(rule_id) from rule where guild_id = " + guild.id()));
    }

    @Test
    void aDeletedRuleLetsMembersKeepTheRoleOrTakesIt() {
        guild.save(GOLD, "@A");
        told(ANN, Instant.EPOCH, A, GOLD);
        var asked = guild.ask(guild.as(OWNER, "delete").whole("rule", 1));
        assertTrue(
                words(asked).contains("One member has <@&1500000000000005003> by it"),
                words(asked));
        guild.ask(guild.as(OWNER, "delete").button(OWNER, "keep:1"));
        awaitSweep(1);
        assertEquals(List.of(101L), guild.claimed(1));
        assertEquals(
                List.of("let-go"),
                guild.admin()
                        .list(
                                "select on_undo from claim where guild_id = " + guild.id(),
                                String.class));
        told(ANN, Instant.EPOCH, GOLD);
        assertEquals(List.of(101L), guild.claimed(1));
        guild.ask(guild.as(OWNER, "restore").whole("rule", 1));
        awaitSweep(1);
        assertEquals(List.of(), guild.claimed(1));
        told(ANN, Instant.EPOCH, A, GOLD);
        guild.ask(guild.as(OWNER, "delete").button(OWNER, "take:1"));
        awaitSweep(1);
        assertEquals(List.of(), guild.claimed(1));
    }

    @Test
    void whoLeftBeforeTheRoleWasTakenDoesNotGetItBack() {
        guild.save(GOLD, "@A");
        told(ANN, Instant.EPOCH, A, GOLD);
        guild.admin().execute("delete from member where guild_id = " + guild.id());
        guild.ask(guild.as(OWNER, "delete").button(OWNER, "take:1"));
        awaitSweep(1);
        assertEquals(List.of(), guild.claimed(1));
    }

    @Test
    void aDeletedRuleCanComeBackForThirtyDays() {
        guild.save(GOLD, "@A");
        guild.ask(guild.as(OWNER, "delete").button(OWNER, "keep:1"));
        assertEquals(1, guild.count("rule"));
        var gone = guild.ask(guild.as(OWNER, "test").whole("rule", 1));
        assertEquals("Rule 1 was deleted. </connection restore> brings it back.", words(gone));
        clock.advance(Duration.ofDays(31));
        await().until(() -> guild.count("rule") == 0);
        clock.close();
        assertInstanceOf(Finding.Sound.class, finding());
        assertInstanceOf(
                Reply.Refusal.class, guild.ask(guild.as(OWNER, "restore").whole("rule", 1)));
    }

    /** Planted bug: a deleted role deletes its rule. */
    @Test
    void aDeletedRolePausesTheRulesThatGiveOrNameItAndKeepsThem() {
        guild.save(GOLD, "@A");
        guild.save(B, "not @Gold Member");
        told(ANN, Instant.EPOCH, A);
        told(BEN, Instant.EPOCH);
        tell(new GuildEvent.RoleDeleted(GOLD));
        assertEquals(List.of("role-deleted", "named-role-deleted"), paused());
        assertEquals(2, guild.count("alert"));
        told(CAT, Instant.EPOCH);
        assertEquals(List.of(101L), guild.claimed(1));
        assertEquals(List.of(101L, 102L), guild.claimed(2));
        var resumed = guild.ask(guild.as(OWNER, "resume").whole("rule", 2));
        assertTrue(words(resumed).startsWith("There’s no role"), words(resumed));
    }

    @Test
    void aRoleThatGetsPowerPausesItsRuleUntilAnAdministratorTypesItsName() {
        guild.save(GOLD, "@A");
        told(ANN, Instant.EPOCH, A);
        var power = Permissions.of(Permission.BAN_MEMBERS);
        tell(new GuildEvent.RoleChanged(new GuildRoles.Role(GOLD, "Gold Member", 3, power, false)));
        assertEquals(List.of("dangerous"), paused());
        told(BEN, Instant.EPOCH, A);
        assertEquals(List.of(101L), guild.claimed(1));
        var asked = guild.ask(guild.as(OWNER, "resume").whole("rule", 1));
        guild.sent(asked, "resume", "name", "gold member");
        awaitSweep(1);
        assertEquals(List.of(101L, 102L), guild.claimed(1));
    }

    /** The event that told of it may have been missed. */
    @Test
    void aRoleThatGotPowerUnnoticedIsNotGiven() {
        guild.save(GOLD, "@A");
        guild.admin()
                .execute(
                        "update guild_role set permissions = %d where guild_id = %s and role_id = %s"
                                .formatted(Permission.BAN_MEMBERS.bit(), guild.id(), GOLD));
        told(ANN, Instant.EPOCH, A);
        assertEquals(List.of(), guild.claimed(1));
        assertEquals(List.of("dangerous"), paused());
    }

    @Test
    void aPausedRuleChangesNothingUntilItIsResumed() {
        guild.save(GOLD, "@A");
        told(ANN, Instant.EPOCH, A);
        guild.ask(guild.as(OWNER, "pause").whole("rule", 1));
        told(ANN, Instant.EPOCH);
        told(BEN, Instant.EPOCH, A);
        assertEquals(List.of(101L), guild.claimed(1));
        guild.ask(guild.as(OWNER, "resume").whole("rule", 1));
        awaitSweep(1);
        assertEquals(List.of(102L), guild.claimed(1));
    }

    @Test
    void saysWhyWithEachCondition() {
        guild.save(GOLD, "@A and member >= 1d");
        told(ANN, Instant.EPOCH, A);
        var asking = guild.as(OWNER, "test").build();
        work(unit -> {
            var lines = explanation.explain(ANN, GOLD, asking, unit);
            assertEquals(
                    "Rule 1 (as long as they fit): <@&1500000000000005001> and member >= 1d",
                    lines.getFirst());
            assertEquals("✅ <@&1500000000000005001>: they have it", lines.get(1));
            assertTrue(lines.get(2).startsWith("✅ member >= 1d: since <t:0:f>"), lines.get(2));
            assertEquals(List.of(), explanation.explain(ANN, POWER, asking, unit));
        });
    }

    /** A page of members against 20 rules is a handful of statements. */
    @Test
    void aPageAgainstTwentyRulesIsAHandfulOfStatements() {
        for (var rule = 0; rule < 20; rule++) {
            var role = new RoleId(1_500_000_000_000_009_000L + rule);
            guild.role(role, "Role " + rule, 1, Permissions.NONE, false);
            guild.save(role, "@A and (verified or balance >= %d or not @B)".formatted(rule));
        }
        assertEquals(20, guild.count("rule"));
        // Its jobs share one unit of work, which makes others wait.
        for (var rule = 1; rule <= 20; rule++) {
            awaitSweep(rule);
        }
        guild.admin()
                .execute(
                        """
                        insert into member (guild_id, user_id, roles, joined_at, as_of)
                        select %s, 10000 + each, '{%s}', now(), now() from generate_series(1, 500) each
                        """
                                .formatted(guild.id(), A));
        work(unit -> {
            var statements = new AtomicInteger();
            var rules = RuleStore.active(unit);
            var page = members.page(unit, new UserId(10_000));
            unit.handle()
                    .getConfig(SqlStatements.class)
                    .setSqlLogger(
                            new SqlLogger() {
                                @Override
                                public void logBeforeExecution(StatementContext context) {
                                    statements.incrementAndGet();
                                }
                            });
            evaluation.evaluate(page, rules, unit);
            assertTrue(statements.get() < 140, statements + " statements");
        });
        assertEquals(500, guild.claimed(1).size());
    }

    private Finding finding() {
        return units.read(guild.id(), OWNER, check::check);
    }

    private List<String> paused() {
        return guild.admin()
                .list(
                        "select paused_because from rule where guild_id = %s and state = 'paused' order by rule_id"
                                .formatted(guild.id()),
                        String.class);
    }
}
