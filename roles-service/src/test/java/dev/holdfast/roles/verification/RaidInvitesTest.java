package dev.holdfast.roles.verification;

import static dev.holdfast.roles.verification.TestGuild.words;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.outbox.EffectResult;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.GuildEffect;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The raid gate's card says of invites what Discord said. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class RaidInvitesTest {

    private static final EffectOutcome.Refused FORBIDDEN =
            new EffectOutcome.Refused(EffectOutcome.Cause.FORBIDDEN, "Missing Permissions");

    @Inject Commands commands;
    @Inject UnitsOfWork units;
    @Inject RaidCard card;

    private TestGuild guild;

    @BeforeEach
    void closed() {
        guild = new TestGuild(commands);
        guild.ask(guild.setup(VerificationMethod.BUTTON));
        guild.ask(guild.asOwner("verify gate").text("state", "on"));
    }

    @Test
    void theyArePausedOnceDiscordSaysSo() {
        assertTrue(shown().contains("I’m pausing invites"), shown());
        said(new EffectOutcome.Applied(null), 1);
        assertTrue(shown().contains("Invites are paused"), shown());
        guild.ask(guild.asOwner("verify gate").text("state", "off"));
        assertTrue(shown().contains("invites work again"), shown());
    }

    @Test
    void whereDiscordRefusesTheyStillWork() {
        said(FORBIDDEN, 1);
        assertTrue(shown().contains("Invites still work"), shown());
        assertTrue(shown().contains("**Manage Server**"), shown());
        guild.ask(guild.asOwner("verify gate").text("state", "off"));
        assertFalse(shown().contains("invites work again"), shown());
    }

    @Test
    void whatWasSaidOfAnEarlierTimeDoesNotCount() {
        guild.ask(guild.asOwner("verify gate").text("state", "off"));
        guild.ask(guild.asOwner("verify gate").text("state", "on"));
        said(FORBIDDEN, 1);
        assertTrue(shown().contains("I’m pausing invites"), shown());
    }

    private void said(EffectOutcome outcome, long generation) {
        var pause = new GuildEffect.PauseInvites(Instant.now());
        units.write(
                guild.id(),
                Asking.freshKey(),
                work -> {
                    card.hear(new EffectResult(pause, Long.toString(generation), outcome), work);
                    return true;
                });
    }

    private String shown() {
        return units.read(
                guild.id(),
                TestGuild.OWNER,
                work ->
                        words(
                                card.content(
                                        work,
                                        SetupStore.find(work).orElseThrow(),
                                        RaidStore.find(work).orElseThrow())));
    }
}
