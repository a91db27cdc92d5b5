package dev.holdfast.roles.connection;

import static dev.holdfast.roles.connection.RuleGuild.A;
import static dev.holdfast.roles.connection.RuleGuild.ANN;
import static dev.holdfast.roles.connection.RuleGuild.GOLD;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.kit.restore.RestoredRows;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a restore puts back is held against all members, as if it had just been saved. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class RestoredRulesTest extends RuleScene {

    @Inject RestoredRules restored;
    @Inject RestoredBalances balances;

    @Test
    void aRestoredRuleGivesItsRoleToWhoQualifiedMeanwhile() {
        guild.save(GOLD, "@A");
        awaitSweep(1);
        var id = guild.id();
        guild.admin()
                .execute(
                        """
                        create table if not exists kept_rule (like rule);
                        insert into kept_rule select * from rule where guild_id = %1$s;
                        delete from rule where guild_id = %1$s
                        """
                                .formatted(id));
        told(ANN, Instant.EPOCH, A);
        assertEquals(List.of(), guild.claimed(1));
        guild.admin()
                .execute(
                        "insert into rule select * from kept_rule where guild_id = %s; drop table kept_rule"
                                .formatted(id));
        work(unit -> restored.restored(rows(), unit));
        awaitSweep(1);
        assertEquals(List.of(101L), guild.claimed(1));
    }

    @Test
    void balancesAreAskedForAnewWhereARuleNeedsThem() {
        work(unit -> balances.restored(rows(), unit));
        assertEquals(0, followed(), "no rule asks for them");
        guild.save(GOLD, "balance >= 10");
        guild.admin()
                .execute(
                        "update rule_fact_balance set cursor = 'far' where guild_id = "
                                + guild.id());
        work(unit -> balances.restored(rows(), unit));
        assertEquals(1, followed());
        assertEquals(
                0,
                guild.admin()
                        .count(
                                "select count(*) from rule_fact_balance where cursor = 'far' and guild_id = "
                                        + guild.id()));
    }

    private long followed() {
        return guild.admin()
                .count("select count(*) from rule_fact_balance where guild_id = " + guild.id());
    }

    private static RestoredRows rows() {
        return new RestoredRows(1, Set.of("connection"), Instant.EPOCH);
    }
}
