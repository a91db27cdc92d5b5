package dev.holdfast.roles.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.command.IntegrityCheck;
import dev.holdfast.kit.command.IntegrityCheck.Finding.Broken;
import dev.holdfast.kit.person.PersonalData;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code /forgetme} ends what was to end, and nothing that keeps a member from something. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class ForgettingTest extends AssignmentScene {

    private static final Effect GIVE = new Effect.GiveRole(ANN, RED);
    private static final Effect TAKE = new Effect.TakeRole(ANN, RED);

    @Inject PersonalData people;
    @Inject @All List<IntegrityCheck> checks;

    @Test
    void aRoleForAWhileIsTakenAndItsRowsGo() {
        member(ANN);
        claim(give(ANN, RED, RULE).until(in(Duration.ofHours(1))));
        settleAll(APPLIED);
        var asOf = now();
        people.forget(guild, ANN, asOf);
        assertEquals(0, count("claim"));
        assertEquals(0, ends());
        assertEquals("sent lack", state(ANN, RED));
        assertEquals(List.of(), journal(ANN, RED));
        assertEquals(List.of(TAKE), settleAll(APPLIED));
        assertEquals(List.of("taken"), journal(ANN, RED));
        assertEquals(0, people.forget(guild, ANN, asOf), "again changes nothing");
        assertEquals("", broken());
        clock.advance(Duration.ofMinutes(11));
        people.sweep();
        assertEquals(0, count("assignment"));
    }

    /** Else the role arrives after its claim is gone. */
    @Test
    void aRoleThatIsJustBeingGivenIsTakenAfterwards() {
        member(ANN);
        claim(give(ANN, RED, RULE).until(in(Duration.ofHours(1))));
        people.forget(guild, ANN, now());
        assertEquals(List.of(GIVE, TAKE), settleAll(APPLIED));
        assertEquals("settled", state(ANN, RED));
    }

    @Test
    void whatDiscordDoesNotLetUsTakeIsRememberedUntilItDoes() {
        member(ANN);
        claim(give(ANN, RED, RULE).until(in(Duration.ofHours(1))));
        settleAll(APPLIED);
        people.forget(guild, ANN, now());
        settleAll(FORBIDDEN);
        people.forget(guild, ANN, now());
        assertEquals("blocked lack", state(ANN, RED));
    }

    @Test
    void aRoleWithoutAnEndStaysAndIsForgotten() {
        member(ANN);
        claim(give(ANN, RED, RULE));
        settleAll(APPLIED);
        people.forget(guild, ANN, now());
        assertEquals(List.of(), effects());
        assertEquals(0, count("claim"));
        assertEquals(0, count("assignment"));
        assertEquals(0, count("journal"));
        assertEquals(0, count("member"));
    }

    @Test
    void aVetoStandsUntilItIsLifted() {
        member(ANN, RED);
        claim(veto(ANN, RED, MENU), give(ANN, RED, RULE));
        settleAll(APPLIED);
        var asOf = now();
        people.forget(guild, ANN, asOf);
        assertEquals(List.of("menus:1"), sources());
        assertEquals("settled lack", state(ANN, RED));
        assertEquals("{}{menus:1}", listed());
        assertEquals("", broken());
        assertEquals(0, people.forget(guild, ANN, asOf), "again changes nothing");
        claim(give(ANN, RED, OTHER));
        assertEquals(List.of(), effects());
        withdraw(ANN, RED, MENU);
        assertEquals(List.of(GIVE), settleAll(APPLIED));
    }

    /** Its generation would be that of the next claim. */
    @Test
    void theTimerOfAForgottenClaimEndsNoLaterOne() {
        member(ANN);
        claim(give(ANN, RED, RULE).until(in(Duration.ofHours(1))));
        people.forget(guild, ANN, now());
        claim(give(ANN, RED, RULE).until(in(Duration.ofDays(30))));
        assertEquals(1, ends());
        assertEquals(
                0,
                admin.count(
                        "select count(*) from timer where due_at < now() + interval '1 day' and kind = 'role-claim-end' and guild_id = "
                                + guild));
    }

    @Test
    void whoCameBackKeepsWhatWasClaimedSince() {
        member(ANN);
        claim(give(ANN, RED, RULE), give(ANN, BLUE, RULE).until(in(Duration.ofHours(1))));
        settleAll(APPLIED);
        var asOf = now();
        claim(give(ANN, RED, OTHER), give(ANN, BLUE, OTHER).until(in(Duration.ofHours(2))));
        people.forget(guild, ANN, asOf);
        assertEquals(List.of(), effects());
        assertEquals(List.of("rules:2", "rules:2"), sources());
        assertEquals("settled have", state(ANN, RED));
        assertEquals("{rules:2}{}", listed());
        assertEquals("", broken());
    }

    @Test
    void aModeratorsNameGoesAndWhatTheyDidStays() {
        member(ANN);
        claim(give(ANN, RED, RULE));
        settleAll(APPLIED);
        admin.execute(
                "update assignment set undone_by = %s where guild_id = %s".formatted(MOD, guild));
        var kept = people.export(guild, MOD).path(AssignmentFeature.NAME);
        assertTrue(kept.has("journal.made_by"), kept::toString);
        assertTrue(kept.has("assignment.undone_by"), kept::toString);
        assertEquals(1, kept.path("journal.made_by").path(0).size(), "names nobody else");
        people.forget(guild, MOD, now());
        assertEquals(0, naming(MOD));
        assertEquals(2, naming(new UserId(0)));
        assertEquals(List.of("claimed", "given"), journal(ANN, RED));
        assertEquals("settled have", state(ANN, RED));
    }

    private long naming(UserId moderator) {
        return admin.count(
                """
                select (select count(*) from journal where guild_id = %1$s and made_by = %2$s)
                    + (select count(*) from assignment where guild_id = %1$s and undone_by = %2$s)
                """
                        .formatted(guild, moderator));
    }

    private static Instant now() {
        return Clock.systemUTC().instant();
    }

    private static Instant in(Duration time) {
        return now().plus(time);
    }

    private long ends() {
        return admin.count(
                "select count(*) from timer where kind = 'role-claim-end' and guild_id = " + guild);
    }

    private List<String> sources() {
        return admin.list(
                "select source from claim where guild_id = %s order by role_id, source"
                        .formatted(guild),
                String.class);
    }

    /** Of whose claims and vetoes the assignment of Ann's red role tells. */
    private String listed() {
        return of(
                "select claims::text || vetoes::text from assignment where guild_id = %s and user_id = %s and role_id = %s",
                ANN, RED);
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
