package dev.holdfast.health.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthTest {

    private static final Component ECONOMY = new Component(Component.Kind.SERVICE, "economy");
    private static final Duration INTERVAL = Duration.ofSeconds(15);

    private final Ticking clock = new Ticking();
    private final Health health =
            new Health(
                    INTERVAL, new VerdictTracker.Rules(3, Duration.ofMinutes(5), INTERVAL), clock);

    /** A clock that a test moves. */
    private static final class Ticking extends Clock {

        private Instant now = Instant.parse("2026-12-01T12:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void everythingIsUnknownOnceTheProberStandsStill() {
        round();
        assertEquals(Verdict.WELL, of(ECONOMY));
        clock.advance(INTERVAL.multipliedBy(3).plusSeconds(1));
        health.current().forEach(it -> assertEquals(Verdict.UNKNOWN, it.verdict(), it::toString));
    }

    @Test
    void aRoundThatReachedNothingSaysNothingOfOthers() {
        round();
        for (var time = 0; time < 3; time++) {
            clock.advance(INTERVAL);
            assertTrue(health.takeNothing("cut off").cutOff());
        }
        assertTrue(health.isCutOff());
        assertEquals(Verdict.DOWN, of(Health.WATCHER));
        assertEquals(Verdict.WELL, of(ECONOMY));
        clock.advance(INTERVAL);
        health.takeNothing("cut off");
        assertEquals(Verdict.UNKNOWN, of(ECONOMY));
        round();
        assertFalse(health.isCutOff());
        assertEquals(Verdict.WELL, of(ECONOMY));
    }

    @Test
    void forgetsAnInstanceThatIsGone() {
        var gone = new Component(Component.Kind.INSTANCE, "economy/10.0.0.1:8081");
        health.take(List.of(well(ECONOMY), well(gone)), List.of());
        round();
        assertTrue(health.current().stream().noneMatch(it -> it.component().equals(gone)));
    }

    private void round() {
        health.take(List.of(well(ECONOMY)), List.of());
    }

    private Measurement well(Component component) {
        return Measurement.well(component, clock.instant());
    }

    private Verdict of(Component component) {
        return health.current().stream()
                .filter(it -> it.component().equals(component))
                .findFirst()
                .orElseThrow()
                .verdict();
    }
}
