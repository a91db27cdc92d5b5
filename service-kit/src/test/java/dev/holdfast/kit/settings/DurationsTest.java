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
        assertEquals("2d 1h", Durations.show(Duration.ofHours(49)));
        for (var nonsense : List.of("", " ", "5", "h", "-5m", "1h-5m", "99999d", "m5")) {
            assertEquals(Optional.empty(), Durations.parse(nonsense), nonsense);
        }
    }
}
