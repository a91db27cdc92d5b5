package dev.holdfast.kit.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.coordination.RedisUnavailable;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What holds of a pace, whoever keeps it. */
abstract class SlidingWindowContract {

    static final SlidingWindow THREE_IN_TWENTY_SECONDS =
            new SlidingWindow(3, Duration.ofSeconds(20));

    private static final Duration LONG = Duration.ofMinutes(5);

    abstract Optional<Duration> take(Duration longest) throws RedisUnavailable;

    @Test
    void givesSoManyTurnsAtOnceAndTheNextASpanLater() throws RedisUnavailable {
        for (var turn = 0; turn < 3; turn++) {
            assertEquals(Optional.of(Duration.ZERO), take(LONG));
        }
        for (var span = 1; span <= 3; span++) {
            for (var turn = 0; turn < 3; turn++) {
                assertNearly(Duration.ofSeconds(20L * span), take(LONG));
            }
        }
    }

    @Test
    void takesNoTurnThatIsTooFarAway() throws RedisUnavailable {
        for (var turn = 0; turn < 3; turn++) {
            assertTrue(take(Duration.ZERO).isPresent());
        }
        for (var turn = 0; turn < 5; turn++) {
            assertEquals(Optional.empty(), take(Duration.ofSeconds(5)));
        }
        assertNearly(Duration.ofSeconds(20), take(LONG));
    }

    /** Some seconds may have passed. */
    private static void assertNearly(Duration expected, Optional<Duration> wait) {
        var early = expected.minus(wait.orElseThrow());
        assertTrue(
                !early.isNegative() && early.compareTo(Duration.ofSeconds(9)) < 0, wait::toString);
    }
}
