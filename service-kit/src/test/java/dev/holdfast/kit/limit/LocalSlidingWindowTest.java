package dev.holdfast.kit.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LocalSlidingWindowTest extends SlidingWindowContract {

    private final AtomicLong nanos = new AtomicLong();
    private final LocalSlidingWindow pace =
            new LocalSlidingWindow(THREE_IN_TWENTY_SECONDS, nanos::get);

    @Override
    Optional<Duration> take(Duration longest) {
        return pace.take(longest);
    }

    @Test
    void givesTurnsAgainWhenTheirSpanIsOver() {
        for (var turn = 0; turn < 4; turn++) {
            take(Duration.ofMinutes(1));
        }
        nanos.addAndGet(Duration.ofSeconds(25).toNanos());
        assertEquals(Optional.of(Duration.ZERO), take(Duration.ZERO));
        assertEquals(Optional.of(Duration.ZERO), take(Duration.ZERO));
        assertEquals(Optional.empty(), take(Duration.ofSeconds(14)));
    }
}
