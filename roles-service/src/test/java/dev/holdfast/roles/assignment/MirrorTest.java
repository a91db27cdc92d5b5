package dev.holdfast.roles.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.GuildEvent;
import dev.holdfast.kit.protocol.GuildMember;
import dev.holdfast.kit.protocol.MemberEvent;
import dev.holdfast.kit.protocol.MemberPage;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class MirrorTest extends AssignmentScene {

    private static final UserId CAT = new UserId(103);

    @Inject MemberScan walk;
    @Inject Heard heard;

    /** Hears of members as other features do. */
    @Singleton
    static final class Heard implements MemberListener {

        @Inject Assignments assignments;
        final List<String> changes = new CopyOnWriteArrayList<>();

        /** Whether it withdraws the rule's claim to a role that somebody has. */
        volatile boolean withdrawing;

        @Override
        public void changed(
                Optional<MemberState> before, Optional<MemberState> after, UnitOfWork work) {
            changes.add(words(before) + " -> " + words(after));
            if (withdrawing) {
                after.ifPresent(it ->
                        assignments.withdraw(
                                work, it.user(), RED, RULE, "no longer", Urgency.PATIENT));
            }
        }

        private static String words(Optional<MemberState> member) {
            return member.map(it -> it.user() + "" + it.roles()).orElse("nobody");
        }
    }

    @BeforeEach
    void nothingHeard() {
        heard.changes.clear();
        heard.withdrawing = false;
    }

    @Test
    void listenersHearOfChangesAndOfNothingElse() {
        member(ANN);
        member(ANN);
        member(ANN, RED);
        tell(new MemberEvent.MemberLeft(ANN));
        assertEquals(
                List.of("nobody -> 101[]", "101[] -> 101[501]", "101[501] -> nobody"),
                heard.changes);
    }

    @Test
    void listenersHearWhatWeDidOurselvesOnce() {
        member(ANN);
        claim(give(ANN, RED, RULE));
        settleAll(APPLIED);
        member(ANN, RED);
        assertEquals(List.of("nobody -> 101[]", "101[] -> 101[501]"), heard.changes);
    }

    @Test
    void anIncompleteGuildProvesNobodysAbsence() {
        member(ANN, RED);
        member(BEN);
        claim(give(BEN, RED, RULE));
        settleAll(APPLIED);
        seen(false, present(ANN, BLUE));
        assertEquals(2, count("member"));
        assertEquals(Set.of(BLUE), mirrored(ANN));
        assertEquals("settled have", state(BEN, RED));
        assertEquals(
                1,
                admin.count(
                        "select count(*) from walk where due_at <= now() and guild_id = " + guild));
    }

    @Test
    void whoIsNotInACompleteGuildHasLeftAndGetsTheirRolesWhenTheyAreBack() {
        member(ANN);
        member(BEN);
        claim(give(BEN, RED, RULE));
        settleAll(APPLIED);
        longAgo();
        seen(true, present(ANN));
        assertEquals(1, count("member"));
        assertEquals(1, count("claim"));
        assertEquals(List.of(), effects());
        tell(Roles.joined(BEN));
        assertEquals(List.of(new Effect.GiveRole(BEN, RED)), effects());
    }

    @Test
    void whoComesBackGetsTheirRolesOnceTheyHaveAcceptedTheRules() {
        member(ANN);
        claim(give(ANN, RED, RULE));
        settleAll(APPLIED);
        tell(new MemberEvent.MemberLeft(ANN));
        tell(new MemberEvent.MemberJoined(ANN, Clock.systemUTC().instant(), false, true));
        assertEquals(List.of(), effects());
        member(ANN);
        assertEquals(List.of(new Effect.GiveRole(ANN, RED)), effects());
    }

    @Test
    void aNewcomerIsNotGivenWhatAListenerWithdrawsMeanwhile() {
        member(BEN);
        claim(give(BEN, RED, RULE));
        settleAll(APPLIED);
        tell(new MemberEvent.MemberLeft(BEN));
        heard.withdrawing = true;
        tell(Roles.joined(BEN));
        assertEquals(List.of(), effects());
    }

    @Test
    void whoIsHeardOfAfterTheyWereGivenARoleIsNotGivenItAgain() {
        var before = Clock.systemUTC().instant();
        claim(give(ANN, RED, RULE));
        settleAll(APPLIED);
        memberEvent(ANN, before);
        assertEquals(List.of(), effects());
    }

    @Test
    void thousandsOfMembersWhomNothingChangedForAreHeardOfOnce() {
        var members = new ArrayList<GuildEvent.Present>();
        for (var user = 1_000; user < 4_000; user++) {
            members.add(present(new UserId(user), RED));
        }
        seen(false, members.toArray(GuildEvent.Present[]::new));
        assertEquals(3_000, heard.changes.size());
        members.set(7, present(new UserId(1_007), BLUE));
        seen(false, members.toArray(GuildEvent.Present[]::new));
        assertEquals(3_001, heard.changes.size());
        assertEquals("1007[501] -> 1007[502]", heard.changes.getLast());
    }

    @Test
    void aPageOfTheWalkMendsWhatNobodyTold() {
        member(ANN, RED);
        member(BEN);
        member(CAT);
        claim(give(BEN, RED, RULE));
        settleAll(APPLIED);
        longAgo();
        seen(false);
        take(0, page(new UserId(102), read(ANN, BLUE), read(BEN)), later());
        assertEquals(Set.of(BLUE), mirrored(ANN));
        assertEquals(List.of(new Effect.GiveRole(BEN, RED)), effects());
        assertEquals(3, count("member"));
        take(102, page(null), later());
        assertEquals(2, count("member"));
    }

    @Test
    void aPageThatAnotherRunTookAlreadyChangesNothing() {
        seen(false);
        take(0, page(new UserId(102), read(ANN, RED)), later());
        take(0, page(new UserId(102), read(ANN, BLUE)), later());
        assertEquals(Set.of(RED), mirrored(ANN));
    }

    @Test
    void whatAnEventToldSinceDiscordWasReadIsNewer() {
        seen(false);
        var read = Clock.systemUTC().instant();
        memberEvent(ANN, read.plusSeconds(1), BLUE);
        memberEvent(BEN, read.plusSeconds(1));
        take(0, page(null, read(ANN, RED)), read);
        assertEquals(Set.of(BLUE), mirrored(ANN));
        assertEquals(2, count("member"));
    }

    @Test
    void whatDiffersWithoutAnEventIsPendingAgain() {
        member(ANN);
        claim(give(ANN, RED, RULE));
        settleAll(GONE);
        assertEquals("settled have", state(ANN, RED));
        longAgo();
        seen(false);
        take(0, page(null, read(ANN)), later());
        assertEquals(List.of(new Effect.GiveRole(ANN, RED)), effects());
    }

    @Test
    void anEffectThatIsGoneWithoutAnOutcomeIsOrderedAgainByTheWalk() {
        member(ANN);
        claim(give(ANN, RED, RULE));
        admin.execute("delete from outbox where guild_id = " + guild);
        seen(false);
        take(0, page(null, read(ANN)), later());
        assertEquals(List.of(new Effect.GiveRole(ANN, RED)), effects());
    }

    @Test
    void withoutAGatewayTheWalkWaitsAndProvesNothing() throws Exception {
        member(ANN, RED);
        seen(false, present(ANN, RED));
        var cause = dev.holdfast.kit.protocol.OperationKey.of("role-walk:" + later());
        assertEquals(false, walk.step(guild, cause));
        assertEquals(1, count("member"));
        assertEquals(
                1,
                admin.count(
                        "select count(*) from walk where due_at > now() and last_read = 0 and guild_id = "
                                + guild));
    }

    @Test
    void isListableAgainOnceAPageWasRead() {
        member(ANN);
        seen(false, present(ANN));
        work(MemberScanStore::forbidden);
        work(unit -> assertFalse(new Members().listable(unit)));
        take(0, page(null, read(ANN)), later());
        work(unit -> assertTrue(new Members().listable(unit)));
    }

    private void take(long after, MemberPage page, Instant asOf) {
        work(unit -> walk.take(unit, after, page, asOf));
    }

    private static Instant later() {
        return Clock.systemUTC().instant().plusSeconds(1);
    }

    private static MemberPage page(@Nullable UserId next, GuildMember... members) {
        return new MemberPage(List.of(members), next);
    }

    private static GuildMember read(UserId user, RoleId... roles) {
        return new GuildMember(
                user, "Person", false, List.of(roles), Instant.EPOCH, false, null, null);
    }

    private static GuildEvent.Present present(UserId user, RoleId... roles) {
        return new GuildEvent.Present(user, List.of(roles), Instant.EPOCH, false, false, null);
    }

    private void seen(boolean complete, GuildEvent.Present... members) {
        tell(
                new GuildEvent.GuildSeen(
                        List.of(new RoleId(guild.value()), RED, BLUE),
                        List.of(),
                        List.of(members),
                        complete,
                        List.of()));
    }

    @Test
    void anEventThatComesTooLateChangesNothing() {
        var now = Clock.systemUTC().instant();
        memberEvent(ANN, now, BLUE);
        memberEvent(ANN, now.minusSeconds(5), RED);
        tell(new MemberEvent.MemberLeft(ANN), now.minusSeconds(5));
        assertEquals(Set.of(BLUE), mirrored(ANN));
        var old = MemberEvents.state(read(ANN, RED), now.minusSeconds(5));
        work(unit -> assertEquals(Set.of(), MirrorStore.put(unit, List.of(old))));
        assertEquals(Set.of(BLUE), mirrored(ANN));
        assertEquals(List.of("nobody -> 101[502]"), heard.changes);
    }
}
