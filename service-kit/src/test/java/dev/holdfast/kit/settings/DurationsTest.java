package dev.holdfast.kit.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DurationsTest {

    @Test
    void readsDurationsAsPeopleWriteThem() {
        assertEquals(Optional.of(Duration.ofMinutes(90)), Durations.parse("1h30m"));
        assertEquals(Optional.of(Duration.ofMinutes(90)), Durations.parse("90 minutes"));
        assertEquals(Optional.of(Duration.ofHours(49)), Durations.parse("2 days 1 hour"));
        assertEquals(Optional.of(Duration.ofDays(10)), Durations.parse("1w 3d"));
        assertEquals(Optional.of(Duration.ofDays(30)), Durations.parse("1 month"));
        assertEquals(Optional.of(Duration.ofDays(425)), Durations.parse("1y 2mo"));
        assertEquals(Optional.of(Duration.ofMinutes(1)), Durations.parse("1m"));
        assertEquals("2d 1h", Durations.show(Duration.ofHours(49)));
        for (var nonsense :
                List.of("", " ", "5", "h", "-5m", "1h-5m", "99999d", "m5", "1h 1mo", "10d spam")) {
            assertEquals(Optional.empty(), Durations.parse(nonsense), nonsense);
        }
    }
}
