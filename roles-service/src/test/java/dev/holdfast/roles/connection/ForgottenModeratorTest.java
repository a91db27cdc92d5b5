package dev.holdfast.roles.connection;

import static dev.holdfast.roles.connection.RuleGuild.GOLD;
import static dev.holdfast.roles.connection.RuleGuild.OWNER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.person.PersonalData;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** Whoever made a rule is forgotten, and the rule goes on. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class ForgottenModeratorTest extends RuleScene {

    private static final String NAMING =
            """
            select (select count(*) from rule where guild_id = %1$s and %2$s in (created_by, changed_by, allowed_by))
                + (select count(*) from rule_journal where guild_id = %1$s and made_by = %2$s)
            """;

    @Inject PersonalData people;

    @Test
    void theirNameGoesFromTheRuleAndFromItsJournal() {
        guild.save(GOLD, "@A");
        awaitSweep(1);
        assertEquals(2, naming());
        var kept = people.export(guild.id(), OWNER).path(ConnectionFeature.NAME);
        assertTrue(kept.has("rule.created_by") && kept.has("rule_journal.made_by"), kept::toString);
        people.forget(guild.id(), OWNER, Clock.systemUTC().instant());
        assertEquals(0, naming());
        assertEquals(1, guild.count("rule"));
        assertEquals(
                1,
                guild.admin()
                        .count(
                                "select count(*) from rule where state = 'active' and allowed_by = 0 and guild_id = "
                                        + guild.id()));
    }

    /** A restore brings back a row that names them. */
    @Test
    void whoIsPutBackIsForgottenAgain() {
        guild.save(GOLD, "@A");
        awaitSweep(1);
        people.forget(guild.id(), OWNER, Clock.systemUTC().instant());
        guild.admin()
                .execute(
                        "update rule set created_by = %s, changed_by = %1$s where guild_id = %s"
                                .formatted(OWNER, guild.id()));
        assertEquals(1, naming());
        people.sweep();
        assertEquals(0, naming());
    }

    private long naming() {
        return guild.admin().count(NAMING.formatted(guild.id(), OWNER));
    }
}
