package dev.holdfast.roles.connection;

import static dev.holdfast.roles.connection.RuleGuild.GOLD;
import static dev.holdfast.roles.connection.RuleGuild.OWNER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.command.IntegrityCheck;
import dev.holdfast.kit.command.IntegrityCheck.Finding;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules that somebody's hand has made senseless. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class RuleChecksTest extends RuleScene {

    @Inject @All List<IntegrityCheck> checks;

    @Test
    void allHoldWhereNobodyMeddled() {
        guild.save(GOLD, "@A");
        assertEquals("", broken());
    }

    @Test
    void aConditionThatNobodyCanReadIsNamed() {
        guild.save(GOLD, "@A");
        sql("update rule set condition = 'nonsense (' where guild_id = %s");
        assertEquals("role-rules-can-be-read: the condition of rule 1 cannot be read\n", broken());
    }

    @Test
    void aRuleWhoseRoleIsLongGoneIsNamed() {
        guild.save(GOLD, "@A");
        sql("update rule set changed_at = now() - interval '3 hours' where guild_id = %s");
        sql("update guild_role set as_of = now() - interval '3 hours' where guild_id = %s");
        assertEquals("", broken());
        sql("update guild_role set deleted_at = now() where role_id = %2$s and guild_id = %1$s");
        assertEquals("", broken());
        sql(
                "update guild_role set deleted_at = now() - interval '2 hours' where role_id = %2$s and guild_id = %1$s");
        assertTrue(
                broken().matches(
                                "role-rules-have-their-role: rule 1 gives the role %s, which was deleted at 20.*Z\n"
                                        .formatted(GOLD)),
                broken());
        sql("delete from guild_role where role_id = %2$s and guild_id = %1$s");
        assertTrue(broken().contains("which this server does not have"), broken());
    }

    @Test
    void aTimerOfARuleThatIsNotThereIsNamed() {
        sql(
                """
                insert into timer (guild_id, user_id, operation, kind, subject, due_at, generation, payload, ready_at)
                values (%s, 1, '1', 'rule-time', '77', now() + interval '1 day', 1, '', now() + interval '1 day')
                """);
        assertTrue(
                broken().matches("role-rules-timers-have-their-rule: timer \\d+ is of rule 77\n"),
                broken());
    }

    private void sql(String statement) {
        guild.admin().execute(statement.formatted(guild.id(), GOLD));
    }

    private String broken() {
        var broken = new StringBuilder();
        for (var check : checks) {
            if (units.read(guild.id(), OWNER, check::check) instanceof Finding.Broken(var detail)) {
                broken.append(check.name()).append(": ").append(detail).append('\n');
            }
        }
        return broken.toString();
    }
}
