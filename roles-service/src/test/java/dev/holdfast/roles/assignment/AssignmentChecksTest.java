package dev.holdfast.roles.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.command.IntegrityCheck;
import dev.holdfast.kit.command.IntegrityCheck.Finding.Broken;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The story: rows vanish behind the service's back. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class AssignmentChecksTest extends AssignmentScene {

    @Inject @All List<IntegrityCheck> checks;

    @Test
    void allHoldWhereNobodyMeddled() {
        member(ANN);
        claim(give(ANN, RED, RULE));
        claim(veto(BEN, RED, MENU));
        settleAll(APPLIED);
        assertEquals("", broken());
    }

    @Test
    void aClaimThatIsGoneIsNamedWithWhenItWasMadeAndSinceWhenItIsMissing() {
        member(ANN);
        claim(give(ANN, RED, RULE), give(ANN, RED, OTHER));
        settleAll(APPLIED);
        admin.execute(
                "delete from claim where guild_id = %s and source = 'rules:1'".formatted(guild));
        var broken = broken();
        assertTrue(
                broken.matches(
                        "claims-have-their-rows: 1 claims have no row: member 101, role 501, rules:1, made 20\\d\\d-.*Z,"
                                + " missing since 20\\d\\d-.*Z\n"),
                broken);
        assertEquals(List.of(), effects());
    }

    @Test
    void aClaimWithdrawnBySqlIsNamedToo() {
        member(ANN);
        claim(give(ANN, RED, RULE));
        settleAll(APPLIED);
        admin.execute(
                "update claim set withdrawn_at = now(), withdrawn_because = 'x' where guild_id = "
                        + guild);
        assertTrue(broken().contains("missing since some time after 20"), broken());
    }

    @Test
    void rowsThatNobodyMadeAreNamedAndMakingThemSettlesIt() {
        admin.execute(
                """
                insert into claim (guild_id, user_id, role_id, source, kind, since, generation, on_undo, reason, written_at)
                values (%s, 101, 501, 'rules:1', 'claim', now(), 1, 'give-back', 'because', now())
                """
                        .formatted(guild));
        assertEquals(
                "claims-were-made-here: 1 claims were put there by nobody: member 101, role 501, rules:1\n",
                broken());
        claim(give(ANN, RED, RULE));
        assertEquals("", broken());
    }

    @Test
    void aRowThatWasPutBackIsToldOnceItsFeatureHasClaimedAgain() {
        member(ANN);
        admin.execute(
                """
                insert into claim (guild_id, user_id, role_id, source, kind, since, generation, on_undo, reason, written_at)
                values (%s, 101, 501, 'rules:1', 'claim', now(), 1, 'give-back', 'because', now())
                """
                        .formatted(guild));
        assertEquals(0, told());
        claim(give(ANN, RED, RULE));
        assertEquals(List.of(new Effect.GiveRole(ANN, RED)), settleAll(APPLIED));
        assertEquals(1, told());
        assertEquals("", broken());
    }

    private int told() {
        return units.read(
                guild, MOD, work -> assignments.standing(work, List.of(ANN), List.of(RULE)).size());
    }

    @Test
    void anAssignmentThatWaitsForNothingIsNamed() {
        claim(give(ANN, RED, RULE));
        admin.execute("delete from outbox where guild_id = " + guild);
        assertEquals(
                "role-effects-are-under-way: waits for an effect that is not under way: member 101, role 501\n",
                broken());
    }

    private String broken() {
        var broken = new StringBuilder();
        for (var check : checks) {
            if (units.read(guild, MOD, check::check) instanceof Broken(var detail)) {
                broken.append(check.name()).append(": ").append(detail).append('\n');
            }
        }
        return broken.toString();
    }
}
