package dev.holdfast.health.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class VerdictTrackerTest {

    private static final Component ECONOMY = new Component(Component.Kind.SERVICE, "economy");
    private static final Duration INTERVAL = Duration.ofSeconds(15);
    private static final Instant BEGIN = Instant.parse("2026-12-01T12:00:00Z");

    private final VerdictTracker tracker =
            new VerdictTracker(
                    ECONOMY, new VerdictTracker.Rules(3, Duration.ofMinutes(5), INTERVAL));
    private Instant now = BEGIN;

    @Test
    void isUnknownBeforeAnybodyHasLooked() {
        var state = tracker.at(now);
        assertEquals(Verdict.UNKNOWN, state.verdict());
        assertNull(state.measuredAt());
    }

    @Test
    void isWellAfterTheFirstGoodLook() {
        look(Verdict.WELL, 1);
        assertEquals(Verdict.WELL, verdict());
    }

    @Test
    void isNotSaidToBeAnythingAfterOneBadFirstLook() {
        look(Verdict.DOWN, 1);
        assertEquals(Verdict.UNKNOWN, verdict());
        assertTrue(tracker.isDoubtful());
    }

    @Test
    void isDownAfterThreeMissesSinceTheFirstOfThem() {
        look(Verdict.WELL, 2);
        var first = now;
        look(Verdict.DOWN, 2);
        assertEquals(Verdict.WELL, verdict());
        assertTrue(tracker.isDoubtful());
        look(Verdict.DOWN, 1);
        assertEquals(Verdict.DOWN, verdict());
        assertEquals(first, tracker.at(now).since());
        assertFalse(tracker.isDoubtful());
    }

    @Test
    void twoMissesAreForgottenByAGoodLook() {
        look(Verdict.WELL, 1);
        for (var time = 0; time < 10; time++) {
            look(Verdict.DOWN, 2);
            look(Verdict.WELL, 1);
        }
        assertEquals(Verdict.WELL, verdict());
    }

    @Test
    void isWellAgainAfterFiveGoodMinutesAndNotSooner() {
        look(Verdict.DOWN, 3);
        look(Verdict.WELL, 20);
        assertEquals(Verdict.DEGRADED, verdict());
        look(Verdict.WELL, 1);
        assertEquals(Verdict.WELL, verdict());
    }

    @Test
    void whatComesAndGoesSoonerNeverBecomesWell() {
        look(Verdict.DOWN, 3);
        for (var flip = 0; flip < 50; flip++) {
            look(Verdict.WELL, 19);
            assertEquals(Verdict.DEGRADED, verdict());
            look(Verdict.DOWN, 3);
            assertEquals(Verdict.DOWN, verdict());
        }
        look(Verdict.WELL, 1);
        assertTrue(tracker.at(now).detail().contains("comes and goes"), tracker.at(now)::detail);
    }

    @Test
    void oneMissBeginsTheFiveMinutesAnew() {
        look(Verdict.DOWN, 3);
        look(Verdict.WELL, 15);
        look(Verdict.DOWN, 1);
        look(Verdict.WELL, 20);
        assertEquals(Verdict.DEGRADED, verdict());
        look(Verdict.WELL, 1);
        assertEquals(Verdict.WELL, verdict());
    }

    @Test
    void isDegradedAfterThreeBadLooksOfWhichNotAllAreMisses() {
        look(Verdict.WELL, 1);
        look(Verdict.DEGRADED, 2);
        look(Verdict.DOWN, 1);
        assertEquals(Verdict.DEGRADED, verdict());
        look(Verdict.DOWN, 2);
        assertEquals(Verdict.DOWN, verdict());
    }

    /** Planted bug: not measured counts as well. */
    @Test
    void isUnknownThreeRoundsAfterTheLastLookHoweverWellItWas() {
        look(Verdict.WELL, 10);
        now = now.plus(INTERVAL.multipliedBy(2));
        assertEquals(Verdict.WELL, verdict());
        now = now.plusSeconds(1);
        assertEquals(Verdict.UNKNOWN, verdict());
        assertEquals("It is not measured.", tracker.at(now).detail());
    }

    @Test
    void aLookThatCouldNotBeMadeIsNone() {
        look(Verdict.WELL, 1);
        look(Verdict.UNKNOWN, 4);
        assertEquals(Verdict.UNKNOWN, verdict());
        look(Verdict.WELL, 1);
        assertEquals(Verdict.WELL, verdict());
    }

    @Test
    void missesBeforeAGapDoNotCountWithThoseAfterIt() {
        look(Verdict.WELL, 1);
        look(Verdict.DOWN, 2);
        now = now.plus(Duration.ofMinutes(10));
        look(Verdict.DOWN, 2);
        assertEquals(Verdict.UNKNOWN, verdict());
        look(Verdict.DOWN, 1);
        assertEquals(Verdict.DOWN, verdict());
    }

    @Test
    void remembersTheBuildThatRanLast() {
        tracker.measured(new Measurement(ECONOMY, Verdict.WELL, "", "17", now));
        look(Verdict.DOWN, 3);
        assertEquals("17", tracker.at(now).build());
    }

    /** Looks so often, a round apart; now is when the last one was made, and one round more. */
    private void look(Verdict verdict, int times) {
        for (var time = 0; time < times; time++) {
            tracker.measured(Measurement.of(ECONOMY, verdict, "why", now));
            now = now.plus(INTERVAL);
        }
    }

    private Verdict verdict() {
        return tracker.at(now).verdict();
    }
}
