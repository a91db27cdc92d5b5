package dev.holdfast.health.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.protocol.GuildId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where a kind of error stands, after what happens and what operators say. */
class ErrorGroupTest {

    private static final String SHOP = "00000000000000aa";
    private static final Instant NOW = TestErrors.BEGAN.plus(Duration.ofHours(1));
    private static final Instant LATER = NOW.plus(Duration.ofHours(1));
    private static final long OLDER = TestErrors.BUILD - 1;
    private static final long NEWER = TestErrors.BUILD + 1;

    private final TestErrors error = TestErrors.of(SHOP, TestErrors.BEGAN);
    private final ErrorGroup group = ErrorGroup.first(seen(error, 3, NOW), NOW);

    @Test
    void isNewAtFirst() {
        assertEquals(ErrorState.NEW, group.state());
        assertEquals(3, group.count());
        assertEquals(TestErrors.BUILD, group.firstBuild());
        assertEquals("1197245631488000001", group.operation());
        assertEquals(List.of(new GuildId(5)), group.guilds());
    }

    @Test
    void remembersWhereItWasFirstAndLast() {
        var again = group.again(seen(error.last(NOW).build(NEWER), 2, LATER), LATER);
        assertEquals(5, again.count());
        assertEquals(TestErrors.BEGAN, again.firstAt());
        assertEquals(NOW, again.lastAt());
        assertEquals(NEWER, again.lastBuild());
        var earlier = TestErrors.of(SHOP, TestErrors.BEGAN.minusSeconds(9)).build(OLDER);
        var heardLate = again.again(seen(earlier, 1, LATER), LATER);
        assertEquals(OLDER, heardLate.firstBuild());
        assertEquals(NEWER, heardLate.lastBuild());
        assertEquals(6, heardLate.count());
    }

    @Test
    void isBackOnlyInABuildThatHasTheFix() {
        var resolved = group.resolved(TestErrors.BUILD, NOW);
        assertEquals(ErrorState.RESOLVED, resolved.state());
        var late = error.last(LATER);
        assertEquals(ErrorState.RESOLVED, stateAfter(resolved, late.build(OLDER)), "older");
        assertEquals(ErrorState.RESOLVED, stateAfter(resolved, late.build(0)), "unknown");
        assertEquals(ErrorState.REGRESSED, stateAfter(resolved, late), "the very same");
        assertEquals(ErrorState.REGRESSED, stateAfter(resolved, late.build(NEWER)), "newer");
        var next = group.resolved(NEWER, NOW);
        assertEquals(ErrorState.RESOLVED, stateAfter(next, late), "before the fix");
    }

    @Test
    void whatHappenedBeforeItWasResolvedAndIsHeardLateOpensNothing() {
        var resolved = group.resolved(TestErrors.BUILD, NOW);
        var late = resolved.again(seen(error.last(NOW.minusSeconds(1)), 4, LATER), LATER);
        assertEquals(ErrorState.RESOLVED, late.state());
        assertEquals(7, late.count(), "it is counted all the same");
    }

    @Test
    void isIgnoredUntilThereAreTenTimesAsMany() {
        var ignored = group.ignored(NOW);
        var more = ignored.again(seen(error.last(LATER), 26, LATER), LATER);
        assertEquals(ErrorState.IGNORED, more.state());
        var tenfold = more.again(seen(error.last(LATER), 1, LATER), LATER);
        assertEquals(ErrorState.ONGOING, tenfold.state());
        assertNull(tenfold.ignoredUntil());
        assertEquals(Optional.of(Alarm.TENFOLD), Alarm.between(more.state(), tenfold.state()));
    }

    @Test
    void reopenedItIsOngoing() {
        var reopened = group.resolved(NEWER, NOW).reopened(LATER);
        assertEquals(ErrorState.ONGOING, reopened.state());
        assertNull(reopened.fixedBuild());
    }

    @Test
    void operatorsAreToldOfWhatIsBackAndOfNothingThatTheyDidThemselves() {
        assertEquals(
                Optional.of(Alarm.REGRESSED),
                Alarm.between(ErrorState.RESOLVED, ErrorState.REGRESSED));
        assertEquals(Optional.empty(), Alarm.between(ErrorState.NEW, ErrorState.ONGOING));
        assertEquals(Optional.empty(), Alarm.between(ErrorState.ONGOING, ErrorState.ONGOING));
    }

    @Test
    void guildsAreKnownUpToANumber() {
        var all = group;
        for (var guild = 1; guild <= ErrorGroup.MOST_GUILDS + 50; guild++) {
            all = all.again(seen(error.guild(Integer.toString(guild)), 1, LATER), LATER);
        }
        assertEquals(ErrorGroup.MOST_GUILDS, all.guilds().size());
        assertEquals(new GuildId(ErrorGroup.MOST_GUILDS + 50), all.guilds().getLast());
    }

    /** An instance's clock may be anywhere. */
    @Test
    void nothingHappensInTheFuture() {
        var ahead = seen(error.last(Instant.MAX), 1, NOW);
        assertEquals(NOW, ahead.lastAt());
        assertTrue(seen(TestErrors.of(SHOP, Instant.MIN), 1, NOW).firstAt().isAfter(Instant.EPOCH));
    }

    @Test
    void nobodysIdIsKept() {
        assertFalse(group.toString().contains("123456789012345678"), group.toString());
        assertEquals("buying for # broke", group.text().message());
    }

    @Test
    void isSuddenWhenItIsTenTimesAsFrequentAsTheDayBefore() {
        assertTrue(new Suddenness(20, 0).isSudden());
        assertFalse(new Suddenness(19, 0).isSudden(), "a few are no flood");
        assertTrue(new Suddenness(100, 240).isSudden());
        assertFalse(new Suddenness(99, 240).isSudden());
    }

    private ErrorState stateAfter(ErrorGroup before, TestErrors again) {
        return before.again(seen(again, 1, LATER), LATER).state();
    }

    private static Occurrences seen(TestErrors error, long added, Instant now) {
        var heard = new InstanceErrors("economy", "127.0.0.1:8081", List.of());
        return Occurrences.of(heard, error.times(added), added, now);
    }
}
