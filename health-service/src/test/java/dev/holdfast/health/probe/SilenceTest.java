package dev.holdfast.health.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of a time in which nobody looked. */
class SilenceTest {

    private static final Instant BEGIN = Instant.parse("2026-12-01T12:00:00Z");
    private static final Component ECONOMY = new Component(Component.Kind.SERVICE, "economy");
    private static final Duration INTERVAL = Duration.ofSeconds(15);
    private static final Duration HALT = Duration.ofMinutes(10);

    private final VerdictTracker tracker =
            new VerdictTracker(
                    ECONOMY, new VerdictTracker.Rules(3, Duration.ofMinutes(5), INTERVAL));

    @Test
    void whatWasWellBeforeIsNotSaidToBeSoAtTheFirstBadLookAfterIt() {
        look(Verdict.WELL, BEGIN);
        look(Verdict.DOWN, BEGIN.plus(HALT));
        assertEquals(Verdict.UNKNOWN, tracker.at(BEGIN.plus(HALT)).verdict());
        look(Verdict.DOWN, BEGIN.plus(HALT).plus(INTERVAL));
        look(Verdict.DOWN, BEGIN.plus(HALT).plus(INTERVAL.multipliedBy(2)));
        var state = tracker.at(BEGIN.plus(HALT).plus(INTERVAL.multipliedBy(2)));
        assertEquals(Verdict.DOWN, state.verdict());
        assertEquals(BEGIN.plus(HALT), state.since());
    }

    @Test
    void whatWasWellBeforeIsWellAgainAtTheFirstGoodLook() {
        look(Verdict.WELL, BEGIN);
        look(Verdict.WELL, BEGIN.plus(HALT));
        var state = tracker.at(BEGIN.plus(HALT));
        assertEquals(Verdict.WELL, state.verdict());
        assertEquals(BEGIN.plus(HALT), state.since());
    }

    @Test
    void whatWasDownBeforeStaysSoUntilItIsSeenToBeWell() {
        for (var time = 0; time < 3; time++) {
            look(Verdict.DOWN, BEGIN.plus(INTERVAL.multipliedBy(time)));
        }
        look(Verdict.DOWN, BEGIN.plus(HALT));
        assertEquals(Verdict.DOWN, tracker.at(BEGIN.plus(HALT)).verdict());
    }

    /** PostgreSQL that hangs is looked at for three times the timeout. */
    @Test
    void aRoundThatTakesLongerThanTheIntervalLeavesNoSilenceBehind() {
        var settings = settings(Duration.ofMillis(500), Duration.ofSeconds(2));
        var distance = ProbeRound.distance(settings);
        assertEquals(Duration.ofSeconds(6), distance);
        assertEquals(INTERVAL, ProbeRound.distance(settings(INTERVAL, Duration.ofSeconds(2))));
        var hanging =
                new VerdictTracker(
                        ECONOMY, new VerdictTracker.Rules(3, Duration.ofMinutes(5), distance));
        var now = BEGIN;
        for (var round = 0; round < 3; round++) {
            now = now.plus(distance).plusMillis(50);
            hanging.measured(Measurement.of(ECONOMY, Verdict.DOWN, "It hangs.", now));
        }
        assertEquals(Verdict.DOWN, hanging.at(now).verdict());
    }

    /** As where the prober was halted between the answer and the end of its round. */
    @Test
    void anAnswerIsAsOldAsItIsWheneverItIsTakenIn() {
        var told =
                Judgement.fleet(
                        List.of("economy"), List.of(answered(), answered()), BEGIN.plus(HALT));
        assertEquals(4, told.size());
        var ofEconomy = told.stream().filter(it -> it.verdict() == Verdict.WELL).toList();
        assertEquals(3, ofEconomy.size());
        assertTrue(ofEconomy.stream().allMatch(it -> it.at().equals(BEGIN)), told::toString);
    }

    @Test
    void aServiceWithoutInstancesIsDownNow() {
        var told = Judgement.fleet(List.of("economy"), List.of(), BEGIN);
        assertEquals(Verdict.DOWN, told.getFirst().verdict());
        assertEquals(BEGIN, told.getFirst().at());
    }

    private static InstanceState answered() {
        return new InstanceState(
                "economy", URI.create("http://a:8081"), true, true, true, "", Map.of(), BEGIN);
    }

    private void look(Verdict verdict, Instant at) {
        tracker.measured(Measurement.of(ECONOMY, verdict, "why", at));
    }

    private static ProbeSettings settings(Duration interval, Duration timeout) {
        return new ProbeSettings() {
            @Override
            public Duration probeInterval() {
                return interval;
            }

            @Override
            public Duration probeTimeout() {
                return timeout;
            }

            @Override
            public int misses() {
                return 3;
            }

            @Override
            public Duration recovery() {
                return Duration.ofMinutes(5);
            }

            @Override
            public Optional<List<String>> volumes() {
                return Optional.empty();
            }

            @Override
            public int volumeFree() {
                return 10;
            }

            @Override
            public int load() {
                return 4;
            }
        };
    }
}
