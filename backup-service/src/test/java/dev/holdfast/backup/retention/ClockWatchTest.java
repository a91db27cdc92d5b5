package dev.holdfast.backup.retention;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ClockWatchTest {

    private Instant now = Instant.parse("2026-11-30T03:00:00Z");
    private long ticks = 5;
    private final ClockWatch watch =
            new ClockWatch(
                    new Clock() {
                        @Override
                        public ZoneId getZone() {
                            return ZoneOffset.UTC;
                        }

                        @Override
                        public Clock withZone(ZoneId zone) {
                            return this;
                        }

                        @Override
                        public Instant instant() {
                            return now;
                        }
                    },
                    () -> ticks);

    @Test
    void aClockThatRunsIsTrusted() {
        for (var hour = 0; hour < 100; hour++) {
            pass(Duration.ofHours(1), Duration.ofHours(1).plusSeconds(2));
            assertFalse(watch.hasStepped());
        }
    }

    @Test
    void oneThatStepsIsNotForSomeHours() {
        for (var step : new Duration[] {Duration.ofDays(30), Duration.ofDays(-30)}) {
            pass(Duration.ofHours(1), Duration.ofHours(1).plus(step));
            assertTrue(watch.hasStepped());
            pass(Duration.ofHours(5), Duration.ofHours(5));
            assertTrue(watch.hasStepped());
            pass(Duration.ofHours(2), Duration.ofHours(2));
            assertFalse(watch.hasStepped());
        }
    }

    private void pass(Duration really, Duration byTheClock) {
        ticks += really.toNanos();
        now = now.plus(byTheClock);
    }
}
