package dev.holdfast.roles.verification;

import static dev.holdfast.roles.verification.TestGuild.ANN;
import static dev.holdfast.roles.verification.TestGuild.OWNER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.command.IntegrityCheck;
import dev.holdfast.kit.command.IntegrityCheck.Finding;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class VerificationChecksTest {

    private static final List<IntegrityCheck> CHECKS =
            List.of(
                    VerificationChecks.verifiedMembersClaimTheirRole(),
                    VerificationChecks.claimsAreOfVerifiedMembers());

    @Inject Commands commands;
    @Inject UnitsOfWork units;
    @Inject Verifications verifications;

    private TestGuild guild;

    @BeforeEach
    void setUp() {
        guild = new TestGuild(commands);
        guild.ask(guild.setup(VerificationMethod.BUTTON));
        guild.start(ANN);
    }

    private Finding look(int check) {
        return units.read(guild.id(), OWNER, work -> CHECKS.get(check).check(work));
    }

    @Test
    void whatIsWholeIsSound() {
        assertEquals(new Finding.Sound(1), look(0));
        assertEquals(new Finding.Sound(1), look(1));
    }

    @Test
    void lostClaimsAreReportedAndTakeNothing() {
        guild.admin().execute("delete from claim where guild_id = " + guild.id());
        assertInstanceOf(Finding.Broken.class, look(0));
        assertEquals(1, guild.count("verified_member"));
    }

    @Test
    void lostMembersAreReportedAndLoseNothing() {
        guild.admin().execute("delete from verified_member where guild_id = " + guild.id());
        assertInstanceOf(Finding.Broken.class, look(1));
        assertEquals(1, guild.claims(ANN, TestGuild.VERIFIED));
    }

    @Test
    void othersAreToldWhoIsVerified() {
        var other = new TestGuild(commands);
        units.read(
                guild.id(),
                OWNER,
                work -> {
                    assertTrue(verifications.required(work));
                    assertEquals(Optional.of(true), verifications.verified(work, ANN));
                    assertEquals(Optional.of(false), verifications.verified(work, OWNER));
                    return true;
                });
        units.read(
                other.id(),
                OWNER,
                work -> {
                    assertEquals(Optional.empty(), verifications.verified(work, ANN));
                    return true;
                });
    }
}
