package dev.holdfast.roles.verification;

import static dev.holdfast.roles.verification.TestGuild.ANN;
import static dev.holdfast.roles.verification.TestGuild.BEN;
import static dev.holdfast.roles.verification.TestGuild.POWER;
import static dev.holdfast.roles.verification.TestGuild.QUARANTINE;
import static dev.holdfast.roles.verification.TestGuild.VERIFIED;
import static dev.holdfast.roles.verification.TestGuild.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.protocol.Decision;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.Snowflake;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.restore.RestoredRows;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class VerificationTest {

    @Inject Commands commands;
    @Inject UnitsOfWork units;
    @Inject RestoredPanel restored;

    private TestGuild guild;

    @BeforeEach
    void setUp() {
        guild = new TestGuild(commands);
    }

    private void withButton() {
        assertInstanceOf(Reply.Whisper.class, guild.ask(guild.setup(VerificationMethod.BUTTON)));
    }

    @Test
    void setupPostsThePanelForEverybody() {
        withButton();
        var panel = guild.effects().getLast();
        assertTrue(panel.contains("\"kind\":\"say\",\"channel\":\"7001\""), panel);
        assertTrue(panel.contains("\"state\":\"start\""), panel);
        assertTrue(panel.contains("\"command\":\"verify start\""), panel);
    }

    @Test
    void aRestoredSetupPostsItsPanelAnew() {
        withButton();
        var before = guild.effects().size();
        var rows = new RestoredRows(1, Set.of(VerificationFeature.NAME), Instant.EPOCH);
        units.write(
                guild.id(),
                OperationKey.of("test-restored:" + Instant.EPOCH),
                work -> {
                    restored.restored(rows, work);
                    return true;
                });
        assertEquals(before + 1, guild.effects().size());
        assertTrue(guild.effects().getLast().contains("\"command\":\"verify start\""));
    }

    @Test
    void aPressVerifiesOnceAndAnotherSaysSo() {
        withButton();
        var press =
                guild.asking(ANN, StartCommand.PATH).button(ANN, "start").key(Asking.freshKey());
        assertEquals(
                "You’re verified\nYou now have <@&5001>. Have a good time!",
                words(guild.ask(press)));
        assertEquals(
                "You’re verified\nYou now have <@&5001>. Have a good time!",
                words(guild.ask(press)));
        assertTrue(guild.isVerified(ANN));
        assertTrue(words(guild.start(ANN)).startsWith("You’re already verified"));
        assertFalse(guild.isVerified(BEN));
    }

    @Test
    void whoHasNotAcceptedTheRulesIsTold() {
        withButton();
        guild.member(ANN, Duration.ofMinutes(1), true);
        assertTrue(words(guild.start(ANN)).startsWith("Accept the rules first"));
        assertFalse(guild.isVerified(ANN));
    }

    @Test
    void aNewAccountHearsWhenItMayCome() {
        withButton();
        guild.set("account-age", "7d");
        var day = Clock.systemUTC().instant().minus(Duration.ofDays(1));
        var young = new UserId(Snowflake.at(day, 7));
        var wait = words(guild.start(young));
        assertTrue(wait.startsWith("Your account is very new"), wait);
        assertTrue(
                wait.contains("<t:%d:R>".formatted(day.plus(Duration.ofDays(7)).getEpochSecond())),
                wait);
        assertTrue(words(guild.start(ANN)).startsWith("You’re verified"));
    }

    @Test
    void powerfulRolesAndStrangersAreRefused() {
        var power =
                guild.setup(VerificationMethod.BUTTON)
                        .option("role", new OptionValue.Role(POWER, "Power"));
        assertTrue(words(guild.ask(power)).contains("Ban Members"));
        var unknown =
                guild.setup(VerificationMethod.BUTTON)
                        .option("role", new OptionValue.Role(QUARANTINE, "Q"));
        assertInstanceOf(
                Reply.Refusal.class, guild.ask(unknown.by(BEN).allowed(Permission.MANAGE_ROLES)));
        assertInstanceOf(
                Reply.Refusal.class, guild.ask(guild.setup(VerificationMethod.BUTTON).allowed()));
        assertEquals(0, guild.count("verification_setup"));
    }

    @Test
    void byHandStaysByHandUntilItIsRevoked() {
        withButton();
        guild.start(ANN);
        var hand = guild.asOwner("verify member").person("member", ANN);
        assertTrue(words(guild.ask(hand)).startsWith("Verified by hand"));
        assertEquals(1, guild.count("verified_member where how = 'hand' and guild_id = "));
        assertInstanceOf(Reply.Refusal.class, guild.ask(hand));
        var revoke = guild.asOwner("verify revoke").person("member", ANN);
        assertTrue(words(guild.confirmed(revoke)).startsWith("Not verified any more"));
        assertEquals(0, guild.claims(ANN, VERIFIED));
        assertFalse(guild.isVerified(ANN));
        assertTrue(words(guild.start(ANN)).startsWith("You’re verified"));
    }

    /** Planted bug: a moderator takes a role above their own through the bot. */
    @Test
    void aRoleAboveTheModeratorsIsNotTakenThroughTheBot() {
        withButton();
        guild.start(ANN);
        var revoke =
                guild.asking(TestGuild.MOD, "verify revoke")
                        .person("member", ANN)
                        .key(Asking.freshKey());
        assertInstanceOf(Reply.Question.class, guild.askAsModerator(revoke));
        guild.verifiedStandsAboveModerators();
        var yes = new Decision(revoke.build().operation(), true);
        var refusal =
                "<@&5001> isn’t below your highest role, so you can’t have me take it. Ask somebody with a higher role.";
        assertEquals(
                refusal,
                words(
                        guild.askAsModerator(
                                revoke.button(TestGuild.MOD, yes.toString()).key(yes.key()))));
        assertEquals(refusal, words(guild.askAsModerator(revoke.key(Asking.freshKey()))));
        assertTrue(guild.isVerified(ANN));
        assertEquals(0, guild.count("audit where action = 'verification.revoke' and guild_id = "));
    }

    @Test
    void anotherRoleTakesTheOldOnesPlaceAtTheNextPress() {
        withButton();
        guild.start(ANN);
        guild.ask(
                guild.setup(VerificationMethod.BUTTON)
                        .option("role", new OptionValue.Role(QUARANTINE, "Q")));
        assertTrue(words(guild.start(ANN)).startsWith("You’re already verified"));
        assertEquals(0, guild.claims(ANN, VERIFIED));
        assertEquals(1, guild.claims(ANN, QUARANTINE));
    }

    @Test
    void aRoleThatGotPowerOrIsGoneIsGivenToNobodyAndTheAdminsHearOnce() {
        withButton();
        guild.start(BEN);
        var change = "update guild_role set %s where role_id = 5001 and guild_id = " + guild.id();
        guild.admin().execute(change.formatted("permissions = " + Permission.BAN_MEMBERS.bit()));
        assertTrue(words(guild.start(ANN)).startsWith("Verification is paused"));
        assertTrue(words(guild.start(ANN)).startsWith("Verification is paused"));
        guild.admin().execute(change.formatted("permissions = 0, deleted_at = now()"));
        assertTrue(words(guild.start(ANN)).startsWith("Verification is paused"));
        var told = guild.effects().stream().filter(it -> it.contains("tell-admins")).toList();
        assertEquals(1, told.size(), told::toString);
        assertTrue(told.getFirst().contains("Ban Members"), told::toString);
        assertFalse(guild.isVerified(ANN));
        assertTrue(guild.isVerified(BEN));
        guild.admin().execute(change.formatted("deleted_at = null"));
        assertTrue(words(guild.start(ANN)).startsWith("You’re verified"));
    }

    @Test
    void turnedOffNobodyVerifiesAndStatusSaysSo() {
        assertTrue(words(guild.ask(guild.asOwner("verify status"))).contains("</verify setup>"));
        withButton();
        guild.start(BEN);
        guild.ask(guild.asOwner("verify off"));
        assertTrue(words(guild.start(ANN)).startsWith("Verification is off"));
        assertTrue(words(guild.ask(guild.asOwner("verify status"))).contains("Verified: 1"));
        assertTrue(guild.isVerified(BEN));
    }

    @Test
    void whySaysHowAndSinceWhenSomebodyIsVerified() {
        withButton();
        var not = why(VERIFIED);
        assertTrue(not.contains("Not verified yet: press the button in <#7001>"), not);
        guild.start(ANN);
        var verified = why(VERIFIED);
        assertTrue(verified.contains("Verified by the button, <t:"), verified);
        assertFalse(verified.contains("Not verified yet"), verified);
    }

    @Test
    void whySaysThatTheRaidGateHoldsSomebodyBack() {
        withButton();
        guild.admin()
                .execute(
                        """
                        update verification_setup set quarantine_role_id = %s where guild_id = %s;
                        insert into raid_gate (guild_id, generation, began_at, busy_at) values (%2$s, 1, now(), now());
                        insert into recent_join values (%2$s, %s, now(), 1, false, now())
                        """
                                .formatted(QUARANTINE, guild.id(), ANN));
        var held = why(QUARANTINE);
        assertTrue(held.contains("Held back by the raid gate"), held);
    }

    private String why(RoleId role) {
        return words(
                guild.ask(
                        guild.asking(ANN, "why").option("role", new OptionValue.Role(role, "x"))));
    }

    /** Such as after a restore of the one table and not of the other. */
    @Test
    void whoLostTheRolesClaimGetsItBackByPressingAgain() {
        guild.ask(guild.setup(VerificationMethod.BUTTON));
        guild.start(ANN);
        guild.admin().execute("delete from claim where guild_id = " + guild.id());
        assertFalse(guild.isVerified(ANN));
        assertTrue(words(guild.start(ANN)).startsWith("You’re already verified"));
        assertTrue(guild.isVerified(ANN));
    }
}
