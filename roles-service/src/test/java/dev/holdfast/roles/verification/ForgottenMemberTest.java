package dev.holdfast.roles.verification;

import static dev.holdfast.roles.verification.TestGuild.ANN;
import static dev.holdfast.roles.verification.TestGuild.BEN;
import static dev.holdfast.roles.verification.TestGuild.OWNER;
import static dev.holdfast.roles.verification.TestGuild.QUARANTINE;
import static dev.holdfast.roles.verification.TestGuild.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.person.PersonalData;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.SettableClock;
import dev.holdfast.kit.timer.DueTimer;
import dev.holdfast.kit.timer.Timer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code /forgetme} is no way past a pause or the raid gate. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class ForgottenMemberTest {

    @Inject Commands commands;
    @Inject UnitsOfWork units;
    @Inject PersonalData people;
    @Inject ReleaseTimer release;
    @Inject RaidCard card;

    private TestGuild guild;

    @BeforeEach
    void inAGuildThatVerifies() {
        guild = new TestGuild(commands);
        guild.ask(
                guild.setup(VerificationMethod.BUTTON)
                        .option("quarantine", new OptionValue.Role(QUARANTINE, "Q")));
    }

    @Test
    void aPauseGoesOnAndIsForgottenWhenItIsOver() {
        challenged(0, "now() + interval '10 minutes'");
        forget(ANN);
        assertTrue(words(guild.start(ANN)).startsWith("Take a break"));
        try (var clock = new SettableClock("roles")) {
            clock.advance(Duration.ofMinutes(11));
            people.sweep();
            assertEquals(0, guild.count("challenge"));
        }
    }

    @Test
    void wrongAnswersCountForAsLongAsAPauseLasts() {
        challenged(2, "null");
        forget(ANN);
        assertEquals(1, guild.count("challenge where failures = 2 and guild_id = "));
        try (var clock = new SettableClock("roles")) {
            clock.advance(Duration.ofMinutes(16));
            people.sweep();
            assertEquals(0, guild.count("challenge"));
        }
    }

    @Test
    void aChallengeThatNobodyHasFailedGoes() {
        challenged(0, "null");
        forget(ANN);
        assertEquals(0, guild.count("challenge"));
    }

    @Test
    void theClosedGateHoldsThemOnWithItsRole() {
        heldBack();
        forget(ANN);
        assertTrue(words(guild.start(ANN)).startsWith("Give us a few minutes"));
        assertEquals(1, guild.claims(ANN, QUARANTINE));
        guild.ask(guild.asOwner("verify gate").text("state", "off"));
        released();
        assertEquals(0, guild.claims(ANN, QUARANTINE));
        assertEquals(List.of("lack"), wanted());
        joinedLongAgo();
        people.sweep();
        assertEquals(0, guild.count("recent_join"));
        assertTrue(words(guild.start(ANN)).startsWith("You’re verified"));
    }

    @Test
    void theRoleOfAGateThatIsOpenAgainIsTaken() {
        heldBack();
        guild.admin()
                .execute("update raid_gate set ended_at = now() where guild_id = " + guild.id());
        joinedLongAgo();
        forget(ANN);
        assertEquals(0, guild.count("claim"));
        assertEquals(0, guild.count("recent_join"));
        assertEquals(List.of("lack"), wanted());
    }

    @Test
    void moderatorsAreForgottenAndWhatTheyDecidedStays() {
        guild.ask(guild.asOwner("verify member").person("member", BEN));
        guild.ask(guild.asOwner("verify gate").text("state", "on"));
        guild.ask(guild.asOwner("verify gate").text("state", "off"));
        guild.admin()
                .execute(
                        """
                        insert into approval_request values
                            (%s, %s, 1, 'denied', now(), %s, now() - interval '1 s', now() - interval '1 s')
                        """
                                .formatted(guild.id(), ANN, OWNER));
        forget(OWNER);
        assertEquals(1, guild.count("verified_member where verified_by = 0 and guild_id = "));
        assertEquals(1, guild.count("approval_request where decided_by = 0 and guild_id = "));
        assertEquals(1, guild.count("raid_gate where ended_by = 0 and guild_id = "));
        assertTrue(gate().contains("A moderator opened it."), gate());
    }

    @Test
    void whoHasJustJoinedCountsForTheGateAllTheSame() {
        guild.admin()
                .execute(
                        "insert into recent_join (guild_id, user_id, joined_at, written_at) values (%s, %s, now(), now())"
                                .formatted(guild.id(), ANN));
        forget(ANN);
        assertEquals(1, guild.count("recent_join"));
        joinedLongAgo();
        people.sweep();
        assertEquals(0, guild.count("recent_join"));
    }

    private void joinedLongAgo() {
        guild.admin()
                .execute(
                        "update recent_join set joined_at = now() - interval '11 minutes' where guild_id = "
                                + guild.id());
    }

    private void challenged(int failures, String pausedUntil) {
        guild.admin()
                .execute(
                        """
                        insert into challenge values
                            (%s, %s, 'question', '', now(), %d, %s, now() - interval '1 s')
                        """
                                .formatted(guild.id(), ANN, failures, pausedUntil));
    }

    private void heldBack() {
        guild.admin()
                .execute(
                        "insert into recent_join (guild_id, user_id, joined_at, written_at) values (%s, %s, now(), now())"
                                .formatted(guild.id(), ANN));
        guild.ask(guild.asOwner("verify gate").text("state", "on"));
        assertEquals(1, guild.claims(ANN, QUARANTINE));
    }

    private void released() {
        var timer = new Timer(ReleaseTimer.NAME, "gate", Clock.systemUTC().instant(), 1, "");
        units.write(
                guild.id(),
                Asking.freshKey(),
                work -> {
                    release.run(new DueTimer(timer, Duration.ZERO, false), work);
                    return true;
                });
    }

    private void forget(UserId user) {
        people.forget(guild.id(), user, Clock.systemUTC().instant());
    }

    /** Of the quarantine role; nothing is said by the database where nothing is wanted any more. */
    private List<String> wanted() {
        return guild.admin()
                .list(
                        "select wanted from assignment where guild_id = %s and user_id = %s and role_id = %s"
                                .formatted(guild.id(), ANN, QUARANTINE),
                        String.class);
    }

    private String gate() {
        return units.read(
                guild.id(),
                OWNER,
                work ->
                        words(
                                card.content(
                                        work,
                                        SetupStore.find(work).orElseThrow(),
                                        RaidStore.find(work).orElseThrow())));
    }
}
