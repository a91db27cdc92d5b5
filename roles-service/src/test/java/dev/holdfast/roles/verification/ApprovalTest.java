package dev.holdfast.roles.verification;

import static dev.holdfast.roles.verification.TestGuild.ANN;
import static dev.holdfast.roles.verification.TestGuild.DOOR;
import static dev.holdfast.roles.verification.TestGuild.MAX;
import static dev.holdfast.roles.verification.TestGuild.MOD;
import static dev.holdfast.roles.verification.TestGuild.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.outbox.EffectResult;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.roles.RowSecurityOff;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class ApprovalTest {

    private static final String APPROVE = new DecideState(true, ANN, 1).toString();
    private static final String DENY = new DecideState(false, ANN, 1).toString();

    @Inject Commands commands;
    @Inject UnitsOfWork units;
    @Inject Approvals approvals;

    private static final String OPEN_AGAIN =
            "approval_request where generation = 2 and state = 'open' and guild_id = ";

    private TestGuild guild;

    @BeforeEach
    void setUp() {
        guild = new TestGuild(commands);
        assertInstanceOf(Reply.Whisper.class, guild.ask(guild.setup(VerificationMethod.APPROVAL)));
    }

    @Test
    void aModeratorLetsSomebodyIn() {
        assertTrue(words(guild.start(ANN)).startsWith("A moderator will have a look"));
        var card = guild.effects().getLast();
        assertTrue(card.contains("\"channel\":\"7002\"") && card.contains(APPROVE), card);
        assertFalse(guild.isVerified(ANN));
        var decided = assertInstanceOf(Reply.Update.class, guild.decide(MOD, APPROVE));
        assertTrue(words(decided).contains("<@2> let <@101> in"), words(decided));
        assertTrue(guild.isVerified(ANN));
        assertEquals(
                1,
                guild.count(
                        "verified_member where how = 'approval' and verified_by = 2 and guild_id = "));
    }

    /** Even where the database would show their rows. */
    @Test
    void anotherServersRequestIsDecidedByNobodyHere() {
        var asking = new UserId(guild.id().value());
        guild.start(asking);
        var elsewhere = new TestGuild(commands);
        elsewhere.ask(elsewhere.setup(VerificationMethod.APPROVAL));
        try (var _ = new RowSecurityOff("approval_request")) {
            for (var yes : List.of(true, false)) {
                assertEquals(
                        "This request is over. Look for a newer one.",
                        words(elsewhere.decide(MOD, new DecideState(yes, asking, 1).toString())));
            }
        }
        assertEquals(1, guild.count("approval_request where state = 'open' and guild_id = "));
        assertFalse(elsewhere.isVerified(asking));
    }

    @Test
    void pressingAgainAsksNobodyTwice() {
        guild.start(ANN);
        var asked = guild.effects().size();
        assertTrue(words(guild.start(ANN)).startsWith("A moderator will have a look"));
        assertEquals(asked, guild.effects().size());
    }

    @Test
    void whoIsTurnedDownWaitsAndAsksAgain() {
        guild.start(ANN);
        guild.decide(MOD, DENY);
        assertFalse(guild.isVerified(ANN));
        assertTrue(words(guild.start(ANN)).startsWith("Take a break"));
        guild.admin()
                .execute(
                        "update challenge set paused_until = now() where guild_id = " + guild.id());
        assertTrue(words(guild.start(ANN)).startsWith("A moderator will have a look"));
        assertEquals(
                "This request is over. Look for a newer one.", words(guild.decide(MOD, APPROVE)));
        guild.decide(MOD, new DecideState(true, ANN, 2).toString());
        assertTrue(guild.isVerified(ANN));
    }

    @Test
    void whoMayNotDecideChangesNothing() {
        guild.start(ANN);
        var press =
                guild.asking(ANN, DecideCommand.PATH)
                        .button(ANN, APPROVE)
                        .needing(Permission.MANAGE_ROLES);
        assertTrue(words(guild.ask(press)).contains("Manage Roles"));
        assertFalse(guild.isVerified(ANN));
        assertEquals(1, guild.count("approval_request where state = 'open' and guild_id = "));
    }

    @Test
    void whoseRoleIsNotAboveItLetsNobodyIn() {
        guild.start(ANN);
        assertInstanceOf(Reply.Refusal.class, guild.decide(MOD, APPROVE, List.of()));
        assertFalse(guild.isVerified(ANN));
        assertInstanceOf(Reply.Update.class, guild.decide(MOD, APPROVE));
        assertTrue(guild.isVerified(ANN));
    }

    @Test
    void nobodyIsLetInWhileItIsOff() {
        guild.start(ANN);
        guild.ask(guild.asOwner("verify off"));
        assertTrue(words(guild.decide(MOD, APPROVE)).startsWith("Verification is turned off"));
        assertFalse(guild.isVerified(ANN));
    }

    @Test
    void whoseCardNeverArrivedAsksAgain() {
        guild.start(ANN);
        settled(new EffectOutcome.Refused(EffectOutcome.Cause.GONE, "The channel is gone."));
        assertTrue(words(guild.start(ANN)).startsWith("A moderator will have a look"));
        assertEquals(1, guild.count(OPEN_AGAIN));
        assertTrue(words(guild.decide(MOD, APPROVE)).startsWith("This request is over"));
        settled(new EffectOutcome.Expired());
        assertEquals(1, guild.count(OPEN_AGAIN));
    }

    /** The card of the first request. */
    private void settled(EffectOutcome outcome) {
        var say =
                new Effect.Say(
                        TestGuild.STAFF,
                        Content.text("asked"),
                        new Effect.Source(CommandPath.of(DecideCommand.PATH), ANN));
        units.write(
                guild.id(),
                Asking.freshKey(),
                work -> {
                    approvals.hear(new EffectResult(say, APPROVE, outcome), work);
                    return true;
                });
    }

    @Test
    void asksAnewWhereTheStaffChannelIsAnotherOne() {
        guild.start(ANN);
        guild.ask(
                guild.setup(VerificationMethod.APPROVAL)
                        .option("staff", new OptionValue.Channel(DOOR, "d")));
        guild.start(ANN);
        guild.start(ANN);
        assertEquals(1, guild.count(OPEN_AGAIN));
        assertTrue(guild.effects().getLast().contains("\"channel\":\"7001\""));
    }

    /** Without the commands' lock of the member, and past the first look at the pause. */
    @Test
    void whoIsTurnedDownAtThatMomentOpensNoNewRequest() throws Exception {
        guild.start(ANN);
        var asked = new ArrayList<Future<Long>>();
        try (var one = Executors.newVirtualThreadPerTaskExecutor()) {
            guild.admin()
                    .holding(
                            """
                            update approval_request set state = 'denied' where guild_id = %1$s;
                            insert into challenge
                                (guild_id, user_id, way, nonce, expires_at, paused_until, written_at)
                            values (%1$s, 101, 'question', '', now(), now() + interval '1 day', now())
                            """
                                    .formatted(guild.id()),
                            () -> {
                                asked.add(one.submit(this::openedBySomebodyElse));
                                guild.admin().awaitWaiting(1);
                                return asked;
                            });
        }
        assertEquals(0, asked.getFirst().get());
        assertEquals(1, guild.count("approval_request where state = 'denied' and guild_id = "));
    }

    private long openedBySomebodyElse() {
        var press = guild.asking(ANN, StartCommand.PATH).button(ANN, StartState.START).build();
        return units.write(
                guild.id(),
                Asking.freshKey(),
                work -> {
                    var setup = SetupStore.find(work).orElseThrow();
                    var card = approvals.ask(press, work, setup).orElseThrow();
                    assertTrue(card.words().startsWith("Take a break"), card.words());
                    return ApprovalStore.count(work);
                });
    }

    @Test
    void ofTwoModeratorsAtOnceOneDecidesAndTheOtherIsTold() throws Exception {
        guild.start(ANN);
        var replies = new ArrayList<Future<Reply>>();
        try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
            guild.admin()
                    .holding(
                            "select 1 from approval_request where guild_id = %s for update"
                                    .formatted(guild.id()),
                            () -> {
                                replies.add(both.submit(() -> guild.decide(MOD, APPROVE)));
                                replies.add(both.submit(() -> guild.decide(MAX, DENY)));
                                guild.admin().awaitWaiting(2);
                                return replies;
                            });
        }
        var kinds = new ArrayList<Class<?>>();
        for (var reply : replies) {
            kinds.add(reply.get().getClass());
        }
        assertTrue(kinds.contains(Reply.Update.class), kinds::toString);
        assertTrue(kinds.contains(Reply.Refusal.class), kinds::toString);
        var winner =
                guild.admin()
                        .list(
                                "select decided_by from approval_request where guild_id = "
                                        + guild.id(),
                                Long.class)
                        .getFirst();
        assertEquals(winner == MOD.value(), guild.isVerified(ANN));
        var again = words(guild.decide(winner == MOD.value() ? MAX : MOD, APPROVE));
        assertTrue(
                again.startsWith("Already decided") && again.contains("<@%d>".formatted(winner)),
                again);
    }
}
