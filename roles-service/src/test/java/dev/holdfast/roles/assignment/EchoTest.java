package dev.holdfast.roles.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events of how a member was before our last change of them decide nothing about it. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class EchoTest extends AssignmentScene {

    private static final Effect GIVE = new Effect.GiveRole(ANN, RED);
    private static final Effect TAKE = new Effect.TakeRole(ANN, RED);

    @BeforeEach
    void givenAndThenToldOfBefore() {
        member(ANN);
        claim(give(ANN, RED, RULE));
        assertEquals(List.of(GIVE), settleAll(APPLIED));
        member(ANN, BLUE);
    }

    @Test
    void whatIsWithdrawnThenIsTaken() {
        withdraw(ANN, RED, RULE);
        assertEquals(List.of(TAKE), settleAll(APPLIED));
        assertEquals("settled", state(ANN, RED));
    }

    @Test
    void whatIsClaimedThenIsNotGivenAgain() {
        claim(give(ANN, RED, OTHER));
        assertEquals(List.of(), effects());
        assertEquals("settled have", state(ANN, RED));
    }

    @Test
    void whatIsClaimedAfterItWasTakenIsGiven() {
        withdraw(ANN, RED, RULE);
        settleAll(APPLIED);
        member(ANN, RED);
        claim(give(ANN, RED, OTHER));
        assertEquals(List.of(GIVE), effects());
    }

    /** What was parked while PostgreSQL was away comes after what happened since. */
    @Test
    void anEventThatComesLongAfterANewerOneIsNoNews() {
        member(ANN, BLUE, RED);
        longAgo();
        memberEvent(ANN, Clock.systemUTC().instant().minusSeconds(40), BLUE);
        assertEquals(List.of(), effects());
        assertEquals(Set.of(BLUE, RED), mirrored(ANN));
    }

    @Test
    void whatChangesNothingIsNewerThanWhatCameBeforeIt() {
        var before = Clock.systemUTC().instant().plusSeconds(1);
        memberEvent(ANN, before.plusSeconds(1), BLUE);
        memberEvent(ANN, before, BLUE, RED);
        assertEquals(Set.of(BLUE), mirrored(ANN));
    }

    /** Such as a guild seen before the role was given and told of once PostgreSQL was back. */
    @Test
    void theNewestEventIsNoProofWhereItIsOfBeforeOurDoing() {
        member(ANN, BLUE, RED);
        longAgo();
        admin.execute(
                "update member set as_of = as_of - interval '1 hour' where guild_id = " + guild);
        memberEvent(ANN, Clock.systemUTC().instant().minusSeconds(600), BLUE);
        assertEquals(Set.of(BLUE), mirrored(ANN));
        assertEquals(List.of(), effects());
        assertEquals(List.of("claimed", "given"), journal(ANN, RED));
    }

    /** The event that shows it waits, and somebody claims it once more. */
    @Test
    void whatWeKnowOurselvesCountsUntilAnEventIsNewer() {
        longAgo();
        admin.execute(
                "update member set as_of = as_of - interval '1 hour' where guild_id = " + guild);
        claim(give(ANN, RED, OTHER));
        assertEquals(List.of(), effects());
    }
}
