package dev.holdfast.kit.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoundsTest {

    private static final Duration LEAST = Duration.ofMillis(100);
    private static final Duration MOST = Duration.ofMinutes(1);

    @Test
    void nameTheSettingItsValueAndWhatItMayBe() {
        assertEquals(
                Optional.of("DISCORD_CONCURRENCY is 0. Set it to 1 to 10000."),
                Bounds.number("DISCORD_CONCURRENCY", 0, 1, 10_000));
        assertEquals(
                Optional.of("DATABASE_PATIENCE is 0s. Set it to 100ms to 60s."),
                Bounds.time("DATABASE_PATIENCE", Duration.ZERO, LEAST, MOST));
        assertEquals(
                Optional.of("DATABASE_PATIENCE is 61s. Set it to 100ms to 60s."),
                Bounds.time("DATABASE_PATIENCE", MOST.plusSeconds(1), LEAST, MOST));
    }

    @Test
    void holdTheirOwnEnds() {
        assertEquals(Optional.empty(), Bounds.number("A", 1, 1, 9));
        assertEquals(Optional.empty(), Bounds.number("A", 9, 1, 9));
        assertEquals(Optional.empty(), Bounds.time("A", LEAST, LEAST, MOST));
        assertEquals(Optional.empty(), Bounds.time("A", MOST, LEAST, MOST));
    }
}
