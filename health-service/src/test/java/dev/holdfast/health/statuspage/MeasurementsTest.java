package dev.holdfast.health.statuspage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.health.probe.Component;
import dev.holdfast.health.probe.Component.Kind;
import dev.holdfast.health.probe.ComponentState;
import dev.holdfast.health.probe.Round;
import dev.holdfast.health.probe.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which time a round speaks for. */
class MeasurementsTest {

    private static final Instant START = Instant.parse("2026-12-01T14:00:00Z");
    private static final Duration ROUND = Duration.ofSeconds(15);

    private final Measurements measurements = new Measurements(() -> ROUND);

    @Test
    void aRoundSpeaksForTheTimeSinceTheOneBefore() {
        round(0, Verdict.WELL);
        assertEquals(List.of(), economy());
        round(15, Verdict.WELL);
        round(30, Verdict.DOWN);
        assertEquals(List.of(time(Verdict.WELL, 0, 15), time(Verdict.DOWN, 15, 30)), economy());
    }

    @Test
    void timesThatAreAlikeAreOne() {
        for (var second = 0; second <= 600; second += 15) {
            round(second, Verdict.WELL);
        }
        assertEquals(List.of(time(Verdict.WELL, 0, 600)), economy());
    }

    @Test
    void aGapOfMoreThanThreeRoundsWasNotMeasured() {
        round(0, Verdict.WELL);
        round(45, Verdict.WELL);
        round(45 + 46, Verdict.WELL);
        round(45 + 46 + 15, Verdict.WELL);
        assertEquals(
                List.of(time(Verdict.WELL, 0, 45), time(Verdict.WELL, 91, 106)),
                economy(),
                "nobody measured what was between them");
    }

    @Test
    void whatIsUnknownWasNotMeasured() {
        round(0, Verdict.WELL);
        round(15, Verdict.UNKNOWN);
        assertEquals(List.of(), economy());
    }

    @Test
    void aStateThatWasMeasuredLongAgoSaysNothing() {
        round(0, Verdict.WELL);
        var old = state(Statuses.ECONOMY, Verdict.WELL, START.minusSeconds(31));
        measurements.heard(new Round(START.plusSeconds(15), List.of(old), false));
        assertEquals(List.of(), economy());
    }

    @Test
    void aStateThatWasNeverMeasuredSaysNothing() {
        round(0, Verdict.WELL);
        var never = new ComponentState(Statuses.ECONOMY, Verdict.WELL, START, null, "", "");
        measurements.heard(new Round(START.plusSeconds(15), List.of(never), false));
        assertEquals(List.of(), economy());
    }

    @Test
    void whoIsCutOffMeasuresNothing() {
        round(0, Verdict.WELL);
        var at = START.plusSeconds(15);
        var state = state(Statuses.ECONOMY, Verdict.DOWN, at);
        measurements.heard(new Round(at, List.of(state), true));
        round(30, Verdict.WELL);
        assertEquals(List.of(time(Verdict.WELL, 15, 30)), economy());
    }

    @Test
    void aRoundThatIsHeardTwiceCountsOnce() {
        round(0, Verdict.WELL);
        round(15, Verdict.WELL);
        round(15, Verdict.WELL);
        round(10, Verdict.WELL);
        assertEquals(List.of(time(Verdict.WELL, 0, 15)), economy());
    }

    @Test
    void processesAndMachinesAreNobodysBusiness() {
        var instance = new Component(Kind.INSTANCE, "economy/10.1.2.3:8081");
        var host = new Component(Kind.HOST, "bigbox");
        for (var second : List.of(0, 15)) {
            var at = START.plusSeconds(second);
            measurements.heard(
                    new Round(
                            at,
                            List.of(
                                    state(instance, Verdict.WELL, at),
                                    state(host, Verdict.WELL, at)),
                            false));
        }
        assertTrue(measurements.uncounted().isEmpty());
    }

    @Test
    void whatIsCountedIsForgotten() {
        round(0, Verdict.WELL);
        round(15, Verdict.WELL);
        round(30, Verdict.DOWN);
        measurements.counted(Statuses.ECONOMY, START.plusSeconds(15));
        assertEquals(List.of(time(Verdict.DOWN, 15, 30)), economy());
    }

    private void round(int second, Verdict verdict) {
        var at = START.plusSeconds(second);
        measurements.heard(new Round(at, List.of(state(Statuses.ECONOMY, verdict, at)), false));
    }

    private static ComponentState state(Component component, Verdict verdict, Instant measured) {
        return new ComponentState(component, verdict, START, measured, "", "");
    }

    private List<MeasuredTime> economy() {
        return measurements.uncounted().getOrDefault(Statuses.ECONOMY, List.of());
    }

    private static MeasuredTime time(Verdict verdict, int from, int to) {
        return new MeasuredTime(
                Statuses.ECONOMY, verdict, START.plusSeconds(from), START.plusSeconds(to));
    }
}
