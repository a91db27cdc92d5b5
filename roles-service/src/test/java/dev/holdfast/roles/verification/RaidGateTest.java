package dev.holdfast.roles.verification;

import static dev.holdfast.roles.verification.TestGuild.ANN;
import static dev.holdfast.roles.verification.TestGuild.BEN;
import static dev.holdfast.roles.verification.TestGuild.MOD;
import static dev.holdfast.roles.verification.TestGuild.QUARANTINE;
import static dev.holdfast.roles.verification.TestGuild.VERIFIED;
import static dev.holdfast.roles.verification.TestGuild.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.outbox.EffectResult;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.MessageId;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.SettableClock;
import dev.holdfast.kit.timer.DueTimer;
import dev.holdfast.kit.timer.Timer;
import dev.holdfast.roles.assignment.MemberChange;
import dev.holdfast.roles.assignment.MemberState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class RaidGateTest {

    private static final long FIRST = 1_000;

    @Inject Commands commands;
    @Inject UnitsOfWork units;
    @Inject MemberWatch watch;
    @Inject QuietTimer quiet;
    @Inject ReleaseTimer release;
    @Inject RaidCard card;

    private TestGuild guild;

    @BeforeEach
    void setUp() {
        guild = new TestGuild(commands);
    }

    private void with(boolean quarantine) {
        var setup = guild.setup(VerificationMethod.BUTTON);
        guild.ask(
                quarantine
                        ? setup.option("quarantine", new OptionValue.Role(QUARANTINE, "Q"))
                        : setup);
    }

    private void doing(Consumer<UnitOfWork> body) {
        units.write(
                guild.id(),
                Asking.freshKey(),
                work -> {
                    body.accept(work);
                    return true;
                });
    }

    private static UserId newcomer(long number) {
        return new UserId(FIRST + number);
    }

    private static Optional<MemberState> state(UserId user, Instant joined) {
        return Optional.of(new MemberState(user, false, Set.of(), joined, false, null, joined));
    }

    private void joins(UserId user, Duration ago) {
        doing(work -> watch.changed(Optional.empty(), state(user, work.now().minus(ago)), work));
    }

    private void leaves(UserId user) {
        doing(work -> watch.changed(state(user, work.now()), Optional.empty(), work));
    }

    /** Each in a unit of work of its own, some seconds apart. */
    private void raid(int many) {
        for (var i = 0; i < many; i++) {
            joins(newcomer(i), Duration.ofSeconds(40 - i));
        }
    }

    private long held() {
        return guild.count("recent_join where held_by is not null and guild_id = ");
    }

    private boolean closed() {
        return guild.count("raid_gate where ended_at is null and guild_id = ") == 1;
    }

    @Test
    void thirtyInAMinuteCloseItOnceAndAllOfThemWait() {
        with(true);
        raid(20);
        assertFalse(closed());
        raid(30);
        assertTrue(closed());
        assertEquals(30, held());
        assertEquals(
                30, guild.count("claim where source = 'verification:quarantine' and guild_id = "));
        var told = guild.effects().stream().filter(it -> it.contains("Raid gate closed")).toList();
        assertEquals(1, told.size());
        assertTrue(told.getFirst().contains("\"channel\":\"7002\""), told::toString);
        assertEquals(
                1, guild.effects().stream().filter(it -> it.contains("pause-invites")).count());
        assertTrue(
                guild.effects().stream()
                        .noneMatch(it -> it.contains("\"kick\"") || it.contains("\"ban\"")));
        assertTrue(words(guild.start(newcomer(29))).startsWith("Give us a few minutes"));
        assertTrue(words(guild.start(ANN)).startsWith("You’re verified"));
    }

    @Test
    void theSameJoinToldThirtyTimesIsOne() {
        with(false);
        var joined = Instant.now();
        for (var i = 0; i < 30; i++) {
            doing(work -> watch.changed(Optional.empty(), state(ANN, joined), work));
        }
        assertFalse(closed());
        assertEquals(1, guild.count("recent_join"));
    }

    @Test
    void thirtyInAnHourAreNoRaid() {
        with(false);
        for (var i = 0; i < 30; i++) {
            joins(newcomer(i), Duration.ofSeconds(10L * (30 - i)));
        }
        assertFalse(closed());
    }

    @Test
    void whoIsVerifiedIsNotHeld() {
        with(true);
        guild.ask(guild.asOwner("verify member").person("member", BEN));
        raid(25);
        joins(BEN, Duration.ZERO);
        assertEquals(25, held());
        assertEquals(0, guild.claims(BEN, QUARANTINE));
        assertTrue(guild.isVerified(BEN));
    }

    @Test
    void aModeratorsWordLetsOneInMeanwhile() {
        with(true);
        raid(25);
        var one = newcomer(3);
        assertEquals(1, guild.claims(one, QUARANTINE));
        guild.ask(guild.asOwner("verify member").person("member", one));
        assertEquals(0, guild.claims(one, QUARANTINE));
        assertTrue(guild.isVerified(one));
    }

    @Test
    void endsByItselfAfterItWasQuietAndNotBefore() {
        with(true);
        raid(25);
        var firing =
                new DueTimer(
                        new Timer(QuietTimer.NAME, "gate", Instant.now(), 1, ""),
                        Duration.ZERO,
                        false);
        doing(work -> quiet.run(firing, work));
        assertTrue(closed());
        try (var clock = new SettableClock("roles")) {
            clock.advance(Duration.ofMinutes(11));
            doing(work -> {
                if (quiet.generation("gate", work).isPresent()) {
                    quiet.run(firing, work);
                }
            });
            assertFalse(closed());
            assertTrue(words(guild.start(newcomer(1))).startsWith("You’re verified"));
            doing(work -> release.run(firing, work));
            assertEquals(
                    0,
                    guild.count(
                            "claim where source = 'verification:quarantine' and withdrawn_at is null and guild_id = "));
        }
    }

    @Test
    void aTimerOfAnEarlierTimeEndsNothing() {
        with(false);
        raid(25);
        press(new RaidState(RaidState.Action.END, 1));
        assertFalse(closed());
        guild.ask(guild.asOwner("verify gate").text("state", "on"));
        assertTrue(closed());
        var firing =
                new DueTimer(
                        new Timer(QuietTimer.NAME, "gate", Instant.now(), 2, ""),
                        Duration.ZERO,
                        false);
        try (var clock = new SettableClock("roles")) {
            clock.advance(Duration.ofHours(13));
            doing(work -> quiet.run(firing, work));
            assertTrue(guild.effects().getLast().contains("pause-invites"));
        }
        assertTrue(
                words(press(new RaidState(RaidState.Action.END, 1)))
                        .startsWith("That’s over already"));
        assertTrue(closed());
        guild.ask(guild.asOwner("verify gate").text("state", "off"));
        assertFalse(closed());
    }

    @Test
    void whatIsHeardInAnyOrderAfterAnOutageClosesItToo() {
        with(false);
        var now = Instant.now();
        var newestFirst =
                IntStream.range(0, 30)
                        .mapToObj(it ->
                                new MemberChange(
                                        newcomer(it),
                                        Optional.empty(),
                                        state(newcomer(it), now.minusSeconds(300 + it))))
                        .toList();
        doing(work -> watch.changed(newestFirst.subList(0, 20), work));
        assertFalse(closed());
        doing(work -> watch.changed(newestFirst.subList(20, 30), work));
        assertTrue(closed());
        assertEquals(30, held());
    }

    @Test
    void holdsMoreThanOnePageOfThem() {
        with(true);
        guild.admin()
                .execute(
                        """
                        insert into recent_join (guild_id, user_id, joined_at, written_at)
                        select %s, 10000 + n, now(), now() from generate_series(1, 1100) n
                        """
                                .formatted(guild.id()));
        guild.ask(guild.asOwner("verify gate").text("state", "on"));
        assertEquals(1_100, held());
        assertEquals(
                1_100,
                guild.count("claim where source = 'verification:quarantine' and guild_id = "));
    }

    @Test
    void turnedOffNothingHoldsAnybodyBack() {
        with(true);
        guild.ask(guild.asOwner("verify gate").text("state", "on"));
        guild.ask(guild.asOwner("verify off"));
        assertFalse(closed());
        guild.admin()
                .execute("update raid_gate set ended_at = null where guild_id = " + guild.id());
        guild.ask(guild.asOwner("verify gate").text("state", "off"));
        assertFalse(closed());
    }

    @Test
    void itsCardShowsTheEndWhereverThatWasSaid() {
        with(false);
        guild.ask(guild.asOwner("verify gate").text("state", "on"));
        press(new RaidState(RaidState.Action.END, 1));
        assertTrue(guild.effects().stream().noneMatch(it -> it.contains("\"edit\"")));
        var say =
                new Effect.Say(
                        TestGuild.STAFF,
                        Content.text("closed"),
                        new Effect.Source(CommandPath.of(RaidCommand.PATH), MOD));
        var arrived = new EffectResult(say, "1", new EffectOutcome.Applied(new MessageId(77)));
        doing(work -> card.hear(arrived, work));
        assertTrue(guild.effects().getLast().contains("Raid gate open"));
    }

    @Test
    void theQuarantineRoleIsNotTheOneForVerifiedMembers() {
        var both =
                guild.setup(VerificationMethod.BUTTON)
                        .option("quarantine", new OptionValue.Role(VERIFIED, "V"));
        assertTrue(words(guild.ask(both)).contains("Pick another role for **quarantine**"));
        assertEquals(0, guild.count("verification_setup"));
    }

    private Reply press(RaidState state) {
        return guild.ask(
                guild.asking(MOD, RaidCommand.PATH)
                        .allowed(Permission.MANAGE_ROLES)
                        .button(MOD, state.toString())
                        .needing(Permission.MANAGE_ROLES));
    }

    @Test
    void itsButtonsEndItKeepItAndKickOnceConfirmed() {
        with(false);
        raid(25);
        var kept =
                assertInstanceOf(
                        Reply.Update.class, press(new RaidState(RaidState.Action.KEEP, 1)));
        assertTrue(words(kept).contains("until one of you ends it"), words(kept));
        assertTrue(words(press(new RaidState(RaidState.Action.KICK, 1))).contains("Kick Members"));
        var kick =
                guild.asking(MOD, RaidCommand.PATH)
                        .allowed(Permission.MANAGE_ROLES, Permission.KICK_MEMBERS)
                        .button(MOD, new RaidState(RaidState.Action.KICK, 1).toString());
        assertEquals(0, guild.effects().stream().filter(it -> it.contains("\"kick\"")).count());
        var kicked = words(guild.confirmed(kick));
        assertTrue(kicked.contains("25 people"), kicked);
        assertEquals(
                25,
                guild.effects().stream().filter(it -> it.contains("\"kind\":\"kick\"")).count());
        assertTrue(
                words(press(new RaidState(RaidState.Action.END, 1))).startsWith("Raid gate open"));
    }

    @Test
    void whoReturnsSoonStaysVerifiedAndWhoWasAwayForLongDoesNot() {
        with(false);
        guild.start(ANN);
        guild.ask(guild.asOwner("verify member").person("member", BEN));
        leaves(ANN);
        joins(ANN, Duration.ZERO);
        assertTrue(guild.isVerified(ANN));
        leaves(ANN);
        leaves(BEN);
        guild.admin()
                .execute(
                        "update verified_member set left_at = now() - interval '31 days' where guild_id = "
                                + guild.id());
        joins(ANN, Duration.ZERO);
        joins(BEN, Duration.ZERO);
        assertFalse(guild.isVerified(ANN));
        assertEquals(0, guild.claims(ANN, VERIFIED));
        assertTrue(guild.isVerified(BEN));
    }
}
