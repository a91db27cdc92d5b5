package dev.holdfast.roles.assignment;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class AssignmentsTest extends AssignmentScene {

    private static final Effect GIVE = new Effect.GiveRole(ANN, RED);
    private static final Effect TAKE = new Effect.TakeRole(ANN, RED);

    @Test
    void aClaimGivesAndItsWithdrawalTakesOnce() {
        member(ANN);
        claim(give(ANN, RED, RULE));
        assertEquals(List.of(GIVE), settleAll(APPLIED));
        assertEquals("settled have", state(ANN, RED));
        assertEquals(Set.of(RED), mirrored(ANN));
        withdraw(ANN, RED, RULE);
        assertEquals(List.of(TAKE), settleAll(APPLIED));
        assertEquals("settled", state(ANN, RED));
        assertEquals(List.of("claimed", "given", "withdrawn", "taken"), journal(ANN, RED));
    }

    @Test
    void sayingTheSameAgainChangesNothing() {
        member(ANN);
        claim(give(ANN, RED, RULE));
        claim(give(ANN, RED, RULE));
        assertEquals(List.of(GIVE), effects());
        assertEquals(List.of("claimed"), journal(ANN, RED));
    }

    @Test
    void theRoleStaysWhileAnotherSourceClaimsIt() {
        member(ANN);
        claim(give(ANN, RED, RULE), give(ANN, RED, OTHER));
        settleAll(APPLIED);
        withdraw(ANN, RED, RULE);
        assertEquals(List.of(), effects());
        withdraw(ANN, RED, OTHER);
        assertEquals(List.of(TAKE), effects());
    }

    @Test
    void aRoleThatTheMemberHasIsNotGivenAgain() {
        member(ANN, RED);
        claim(give(ANN, RED, RULE));
        assertEquals(List.of(), effects());
        assertEquals("settled have", state(ANN, RED));
    }

    @Test
    void aRoleThatNobodyClaimedIsNotTouched() {
        member(ANN, RED);
        withdraw(ANN, RED, RULE);
        assertEquals(List.of(), effects());
        assertEquals(0, count("assignment"));
    }

    @Test
    void aVetoWinsAndItsLiftingGivesBackWhatIsClaimed() {
        member(ANN);
        claim(give(ANN, RED, RULE));
        settleAll(APPLIED);
        claim(veto(ANN, RED, MENU));
        assertEquals(List.of(TAKE), settleAll(APPLIED));
        claim(give(ANN, RED, OTHER));
        assertEquals(List.of(), effects());
        withdraw(ANN, RED, MENU);
        assertEquals(List.of(GIVE), settleAll(APPLIED));
        assertEquals(
                List.of("claimed", "given", "vetoed", "taken", "claimed", "veto-lifted", "given"),
                journal(ANN, RED));
    }

    @Test
    void aLiftedVetoGivesNothingThatNobodyClaims() {
        member(ANN, RED);
        claim(veto(ANN, RED, MENU));
        assertEquals(List.of(TAKE), settleAll(APPLIED));
        withdraw(ANN, RED, MENU);
        assertEquals(List.of(), effects());
        assertEquals("settled", state(ANN, RED));
    }

    @Test
    void aManualGiveBackAfterAWithdrawalIsRespected() {
        member(ANN, RED);
        claim(give(ANN, RED, RULE));
        withdraw(ANN, RED, RULE);
        settleAll(APPLIED);
        longAgo();
        member(ANN, RED);
        assertEquals(List.of(), effects());
        assertEquals("settled", state(ANN, RED));
    }

    @Test
    void flipFlopsCollapseIntoOneEffectUnderWay() {
        member(ANN);
        claim(give(ANN, RED, RULE));
        for (var turn = 0; turn < 5; turn++) {
            withdraw(ANN, RED, RULE);
            claim(give(ANN, RED, RULE));
        }
        assertEquals(List.of(GIVE), effects());
        withdraw(ANN, RED, RULE);
        assertEquals(List.of(GIVE, TAKE), settleAll(APPLIED));
    }

    @Test
    void claimsDeletedBySqlTakeNoRole() {
        member(ANN);
        claim(give(ANN, RED, RULE), give(ANN, RED, OTHER));
        settleAll(APPLIED);
        admin.execute(
                "delete from claim where guild_id = %s and source = 'rules:2'".formatted(guild));
        withdraw(ANN, RED, RULE);
        assertEquals(List.of(), effects());
        withdraw(ANN, RED, OTHER);
        assertEquals(List.of(), effects());
        assertEquals("settled have", state(ANN, RED));
    }

    @Test
    void claimsPutBackBySqlKeepWhatIsThereAndGiveNothing() {
        member(ANN);
        claim(give(ANN, RED, RULE));
        settleAll(APPLIED);
        admin.execute(
                """
                insert into claim (guild_id, user_id, role_id, source, kind, since, generation, on_undo, reason, written_at)
                values (%1$s, 101, 501, 'rules:9', 'claim', now(), 1, 'give-back', 'x', now()),
                    (%1$s, 101, 502, 'rules:9', 'claim', now(), 1, 'give-back', 'x', now())
                """
                        .formatted(guild));
        withdraw(ANN, RED, RULE);
        assertEquals(List.of(), effects());
        withdraw(ANN, BLUE, new Source("rules", "9"));
        assertEquals(List.of(), effects());
    }

    @Test
    void theEndOfAClaimWithdrawsItAndNoOther() {
        member(ANN);
        var until = Clock.systemUTC().instant().plus(Duration.ofMinutes(10));
        claim(give(ANN, RED, RULE).until(until), give(ANN, BLUE, RULE).until(until));
        claim(give(ANN, BLUE, OTHER));
        settleAll(APPLIED);
        clock.advance(Duration.ofMinutes(11));
        await().atMost(10, SECONDS).until(() -> count("timer") == 0);
        assertEquals(List.of(TAKE), effects());
        assertEquals("settled have", state(ANN, BLUE));
    }

    @Test
    void theEndOfAnEarlierClaimOfTheSourceEndsNoLaterOne() {
        member(ANN);
        var until = Clock.systemUTC().instant().plus(Duration.ofMinutes(10));
        claim(give(ANN, RED, RULE).until(until));
        claim(give(ANN, RED, RULE));
        settleAll(APPLIED);
        clock.advance(Duration.ofMinutes(11));
        await().atMost(10, SECONDS).until(() -> count("timer") == 0);
        assertEquals(List.of(), effects());
        assertEquals("settled have", state(ANN, RED));
    }

    @Test
    void patientEffectsAreOrderedFewAtATimeAndUrgentOnesAtOnce() {
        var claims = new ArrayList<RoleClaim>();
        for (var user = 1_000; user < 1_100; user++) {
            claims.add(give(new UserId(user), RED, RULE));
        }
        work(unit -> assignments.claim(unit, claims));
        assertEquals(RoleEffects.MOST_UNDER_WAY, ordered().size());
        claim(give(ANN, RED, RULE).urgently());
        assertTrue(ordered().getLast().urgent());
        settle(ordered().getFirst(), APPLIED);
        assertEquals(RoleEffects.MOST_UNDER_WAY + 1, ordered().size() + 1);
        assertEquals(101, settleAll(APPLIED).size() + 1);
    }

    @Test
    void whatBecamePendingWhenNothingWasUnderWayIsOrderedByTheLoop() {
        claim(give(ANN, RED, RULE));
        admin.execute("delete from outbox where guild_id = " + guild);
        admin.execute(
                "update assignment set state = 'pending', sent = null where guild_id = " + guild);
        await().atMost(10, SECONDS).until(() -> effects().equals(List.of(GIVE)));
    }

    @Test
    void whatDiscordForbidsWaitsForAChangeOfRoles() {
        member(ANN);
        claim(give(ANN, RED, RULE));
        settleAll(FORBIDDEN);
        assertEquals("blocked have", state(ANN, RED));
        assertEquals(List.of("claimed", "refused"), journal(ANN, RED));
        assertEquals(1, count("claim"));
        tell(Roles.changed(RED, 3));
        assertEquals(List.of(GIVE), effects());
    }

    @Test
    void aMemberWhoIsGoneGetsTheirRolesWhenTheyAreBack() {
        member(ANN);
        claim(give(ANN, RED, RULE));
        tell(new dev.holdfast.kit.protocol.MemberEvent.MemberLeft(ANN));
        settleAll(GONE);
        assertEquals("settled have", state(ANN, RED));
        tell(Roles.joined(ANN));
        assertEquals(List.of(GIVE), settleAll(APPLIED));
    }

    @Test
    void anEffectThatExpiredIsOrderedAgain() {
        member(ANN);
        claim(give(ANN, RED, RULE));
        settle(ordered().getFirst(), new EffectOutcome.Expired());
        assertEquals(List.of(GIVE), effects());
    }

    @Test
    void theOutcomeOfAForgottenPersonsEffectChangesNothing() {
        claim(give(ANN, RED, RULE));
        for (var table : List.of("claim", "assignment", "journal", "member")) {
            admin.execute("delete from %s where guild_id = %s".formatted(table, guild));
        }
        settleAll(APPLIED);
        assertEquals(0, count("assignment"));
        assertEquals(0, count("journal"));
    }

    @Test
    void eightWhoClaimAndWithdrawTheSameRoleLeaveWhatTheirRowsSay() throws Exception {
        member(ANN);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var one = 0; one < 8; one++) {
                var source = new Source("rules", Integer.toString(one));
                var stays = one == 7;
                var _ =
                        threads.submit(() -> {
                            for (var turn = 0; turn < 10; turn++) {
                                claim(give(ANN, RED, source));
                                withdraw(ANN, RED, source);
                            }
                            if (stays) {
                                claim(give(ANN, RED, source));
                            }
                        });
            }
        }
        assertEquals(
                "{rules:7}",
                of(
                        "select claims::text from assignment where guild_id = %s and user_id = %s and role_id = %s",
                        ANN, RED));
        var done = settleAll(APPLIED);
        assertEquals("settled have", state(ANN, RED));
        assertTrue(done.size() <= 2, done.toString());
        assertEquals(8 * 20 + 1 + done.size(), journal(ANN, RED).size());
    }

    @Test
    void aPageOfClaimsIsWithdrawnInOneCall() {
        var claims = new ArrayList<RoleClaim>();
        var keys = new ArrayList<ClaimKey>();
        for (var user = 1_000; user < 1_500; user++) {
            var claim = give(new UserId(user), new RoleId(501), RULE);
            claims.add(claim);
            keys.add(claim.key());
        }
        work(unit -> assignments.claim(unit, claims));
        work(unit -> assertEquals(500, assignments.withdraw(unit, keys, "over", Urgency.PATIENT)));
        assertEquals(
                0,
                admin.count(
                        "select count(*) from claim where withdrawn_at is null and guild_id = "
                                + guild));
    }
}
