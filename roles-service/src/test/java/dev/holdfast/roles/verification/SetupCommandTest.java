package dev.holdfast.roles.verification;

import static dev.holdfast.roles.verification.TestGuild.ANN;
import static dev.holdfast.roles.verification.TestGuild.POWER;
import static dev.holdfast.roles.verification.TestGuild.QUARANTINE;
import static dev.holdfast.roles.verification.TestGuild.VERIFIED;
import static dev.holdfast.roles.verification.TestGuild.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A moderator sets up a role that was approved when it had power. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class SetupCommandTest {

    @Inject Commands commands;

    private TestGuild guild;

    @BeforeEach
    void inAGuild() {
        guild = new TestGuild(commands);
        approved(VERIFIED);
        approved(QUARANTINE);
    }

    /** Planted bug: everybody verifies into the power that the role gets back. */
    @Test
    void whatWasApprovedEarlierIsOver() {
        assertInstanceOf(Reply.Whisper.class, guild.askAsModerator(setup(VERIFIED)));
        assertEquals(0, guild.count("role_approval"));
        guild.admin()
                .execute(
                        "update guild_role set permissions = %d where role_id = %s and guild_id = %s"
                                .formatted(Permission.BAN_MEMBERS.bit(), VERIFIED, guild.id()));
        assertTrue(words(guild.start(ANN)).startsWith("Verification is paused"));
        assertFalse(guild.isVerified(ANN));
    }

    @Test
    void whatIsRefusedEndsNoApproval() {
        assertInstanceOf(Reply.Refusal.class, guild.askAsModerator(setup(POWER)));
        assertEquals(2, guild.count("role_approval"));
    }

    private Asking setup(RoleId role) {
        return guild.setup(VerificationMethod.BUTTON)
                .option("role", new OptionValue.Role(role, "Role"))
                .option("quarantine", new OptionValue.Role(QUARANTINE, "Quarantine"));
    }

    private void approved(RoleId role) {
        guild.admin()
                .execute(
                        "insert into role_approval values (%s, %s, %d, now())"
                                .formatted(guild.id(), role, Permission.BAN_MEMBERS.bit()));
    }
}
