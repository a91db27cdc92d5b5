package dev.holdfast.roles.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.protocol.GuildEvent;
import dev.holdfast.kit.protocol.GuildRoles;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A role that became dangerous after it was allowed is not given. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class PowerTest extends AssignmentScene {

    private static final Permissions BAN = Permissions.of(Permission.BAN_MEMBERS);

    @Inject GrantChecks grants;

    @Test
    void isNotGivenUntilAnAdministratorAllowsIt() {
        member(ANN);
        role(BAN);
        claim(give(ANN, RED, RULE));
        assertEquals(List.of(), effects());
        assertTrue(state(ANN, RED).startsWith("blocked"), state(ANN, RED));
        assertEquals(
                1,
                admin.count(
                        "select count(*) from alert where fingerprint like 'role.power%' and guild_id = "
                                + guild));
        work(work -> grants.approve(work, new GrantDecision.Allowed(RED, BAN)));
        assertEquals(1, effects().size());
    }

    @Test
    void isGivenAgainOnceItHasNoPower() {
        member(ANN);
        role(BAN);
        claim(give(ANN, RED, RULE));
        assertEquals(List.of(), effects());
        role(Permissions.NONE);
        assertEquals(1, effects().size());
    }

    @Test
    void whatWasAllowedCoversNoOtherPower() {
        member(ANN);
        role(BAN);
        work(work -> grants.approve(work, new GrantDecision.Allowed(RED, BAN)));
        role(BAN.and(Permissions.of(Permission.ADMINISTRATOR)));
        claim(give(ANN, RED, RULE));
        assertEquals(List.of(), effects());
        work(work ->
                assertEquals(
                        Permissions.of(Permission.ADMINISTRATOR), grants.unapproved(work, RED)));
    }

    @Test
    void isStillTakenFromThoseWhoHaveIt() {
        member(ANN, RED);
        role(Permissions.NONE);
        claim(give(ANN, RED, RULE));
        role(BAN);
        withdraw(ANN, RED, RULE);
        assertEquals(1, effects().size());
    }

    private void role(Permissions permissions) {
        tell(new GuildEvent.RoleChanged(new GuildRoles.Role(RED, "Red", 1, permissions, false)));
    }

    /** Who allows the role while it is harmless has not allowed the power that it had before. */
    @Test
    void whatWasAllowedEndsWhenTheRoleIsAllowedWithoutPower() {
        member(ANN);
        role(BAN);
        work(work -> grants.approve(work, new GrantDecision.Allowed(RED, BAN)));
        role(Permissions.NONE);
        work(work -> grants.approve(work, new GrantDecision.Allowed(RED, Permissions.NONE)));
        role(BAN);
        claim(give(ANN, RED, RULE));
        assertEquals(List.of(), effects());
    }
}
