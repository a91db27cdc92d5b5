package dev.holdfast.roles.assignment;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.GuildEvent.AuditEntry;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.Snowflake;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class HealingTest extends AssignmentScene {

    private static final Effect GIVE = new Effect.GiveRole(ANN, RED);
    private static final Effect TAKE = new Effect.TakeRole(ANN, RED);

    @Test
    void aRoleThatSomebodyTookByHandIsGivenBack() {
        given();
        member(ANN);
        assertEquals(List.of(GIVE), settleAll(APPLIED));
        assertEquals(List.of("claimed", "given", "undone", "given"), journal(ANN, RED));
    }

    @Test
    void aVetoedRoleThatSomebodyGaveByHandIsTakenAgain() {
        member(ANN, RED);
        claim(veto(ANN, RED, MENU));
        settleAll(APPLIED);
        longAgo();
        member(ANN, RED);
        assertEquals(List.of(TAKE), settleAll(APPLIED));
    }

    @Test
    void whatAMemberPickedIsLetGo() {
        member(ANN);
        claim(give(ANN, RED, MENU).lettingGo());
        settleAll(APPLIED);
        longAgo();
        member(ANN);
        assertEquals(List.of(), effects());
        assertEquals("settled", state(ANN, RED));
        assertEquals(List.of("claimed", "given", "withdrawn"), journal(ANN, RED));
    }

    @Test
    void whatARuleAndAMenuClaimIsGivenBack() {
        member(ANN);
        claim(give(ANN, RED, MENU).lettingGo(), give(ANN, RED, RULE));
        settleAll(APPLIED);
        longAgo();
        member(ANN);
        assertEquals(List.of(GIVE), effects());
    }

    @Test
    void aPickWhoseRowIsLostIsNotLetGo() {
        member(ANN);
        claim(give(ANN, RED, MENU).lettingGo(), give(ANN, RED, RULE));
        settleAll(APPLIED);
        admin.execute(
                "delete from claim where guild_id = %s and source = 'rules:1'".formatted(guild));
        longAgo();
        member(ANN);
        assertEquals(List.of(GIVE), effects());
        assertEquals(1, count("claim"));
    }

    @Test
    void anEchoOfHowItWasBeforeIsNotHeldAgainstAnybodyAndLookedAtAgain() {
        member(ANN);
        claim(give(ANN, RED, RULE));
        settleAll(APPLIED);
        member(ANN);
        assertEquals(List.of(), effects());
        member(ANN, RED);
        clock.advance(Duration.ofSeconds(40));
        await().atMost(10, SECONDS).until(() -> count("timer") == 0);
        assertEquals(List.of(), effects());
        assertEquals(List.of("claimed", "given"), journal(ANN, RED));
    }

    @Test
    void aRoleThatIsStillMissingWhenLookedAtAgainIsGivenBack() {
        member(ANN);
        claim(give(ANN, RED, RULE));
        settleAll(APPLIED);
        member(ANN);
        assertEquals(List.of(), effects());
        clock.advance(Duration.ofSeconds(40));
        await().atMost(10, SECONDS).until(() -> effects().equals(List.of(GIVE)));
        assertEquals(List.of("claimed", "given", "undone"), journal(ANN, RED));
    }

    @Test
    void whatIsUndoneThreeTimesIsLeftAloneAndTheAdminsLearnWhoDidIt() {
        given();
        for (var time = 0; time < 3; time++) {
            member(ANN);
            audit(MOD, List.of(), List.of(RED), "not now");
            assertEquals(time < 2 ? List.of(GIVE) : List.of(), settleAll(APPLIED));
            longAgo();
        }
        assertEquals("left-alone have", state(ANN, RED));
        assertEquals("left-alone", journal(ANN, RED).get(journal(ANN, RED).size() - 2));
        clock.advance(Duration.ofSeconds(10));
        await().atMost(10, SECONDS).until(() -> told().contains("<@109> has taken <@&501> from"));
        member(ANN, RED);
        assertEquals("settled have", state(ANN, RED));
    }

    @Test
    void anotherClaimHasALeftAloneRoleGivenAgain() {
        given();
        for (var time = 0; time < 3; time++) {
            member(ANN);
            settleAll(APPLIED);
            longAgo();
        }
        assertEquals("left-alone have", state(ANN, RED));
        claim(give(ANN, RED, OTHER));
        assertEquals(List.of(GIVE), effects());
    }

    @Test
    void anAuditEntryNamesWhoTookARoleBeforeTheEventShowsIt() {
        given();
        audit(MOD, List.of(), List.of(RED), "a joke");
        assertEquals(List.of(GIVE), effects());
        member(ANN);
        assertEquals(List.of(GIVE), settleAll(APPLIED));
        assertEquals(
                List.of("claimed", "given", "taken-by-hand", "undone", "given"), journal(ANN, RED));
        assertEquals(
                "109 a joke",
                of(
                        "select made_by || ' ' || reason from journal where guild_id = %s and user_id = %s and role_id = %s and action = 'undone'",
                        ANN, RED));
    }

    @Test
    void ourOwnEntriesInTheAuditLogAreNobodysHand() {
        member(ANN);
        claim(give(ANN, RED, RULE));
        audit(BEN, List.of(RED), List.of(), "because");
        settleAll(APPLIED);
        audit(BEN, List.of(RED), List.of(), "because");
        assertEquals(List.of("claimed", "given"), journal(ANN, RED));
    }

    @Test
    void whoGivesARoleThatNobodyClaimsIsInTheJournal() {
        member(ANN);
        audit(MOD, List.of(RED), List.of(), null);
        assertEquals(List.of("given-by-hand"), journal(ANN, RED));
        assertEquals(Set.of(RED), mirrored(ANN));
        assertEquals(List.of(), effects());
    }

    @Test
    void whoLeftAndCameBackWhileNobodyToldGetsEvenWhatTheyPicked() {
        member(ANN);
        claim(give(ANN, RED, MENU).lettingGo());
        settleAll(APPLIED);
        longAgo();
        tell(Roles.joined(ANN));
        assertEquals(List.of(GIVE), settleAll(APPLIED));
        assertEquals(Set.of(RED), mirrored(ANN));
    }

    @Test
    void aJoiningThatIsToldAgainTakesNoRoleFromTheMirror() {
        var joined = Roles.joined(ANN);
        tell(joined);
        claim(give(ANN, RED, RULE));
        settleAll(APPLIED);
        longAgo();
        tell(joined);
        assertEquals(Set.of(RED), mirrored(ANN));
        assertEquals(List.of(), effects());
    }

    @Test
    void aDeletedRoleIsMarkedAndItsClaimsStay() {
        tell(Roles.changed(RED, 3));
        given();
        tell(new dev.holdfast.kit.protocol.GuildEvent.RoleDeleted(RED));
        assertEquals(1, count("guild_role"));
        assertEquals(1, count("claim"));
        member(ANN);
        assertEquals(List.of(), effects());
        assertEquals(0, journal(ANN, RED).indexOf("claimed"));
        assertTrue(journal(ANN, RED).stream().noneMatch("undone"::equals));
    }

    private void given() {
        member(ANN);
        claim(give(ANN, RED, RULE));
        settleAll(APPLIED);
        longAgo();
    }

    private void audit(
            UserId actor, List<RoleId> given, List<RoleId> taken, @Nullable String reason) {
        var now = Clock.systemUTC().instant();
        tell(
                new AuditEntry(
                        Long.toString(Snowflake.at(now, 1)),
                        actor,
                        ANN.toString(),
                        AuditEntry.ROLES_CHANGED,
                        given,
                        taken,
                        reason),
                now);
    }

    private String told() {
        return String.join(
                "",
                admin.list(
                        "select effect::text from outbox where guild_id = %s and target = 'admins'"
                                .formatted(guild),
                        String.class));
    }
}
