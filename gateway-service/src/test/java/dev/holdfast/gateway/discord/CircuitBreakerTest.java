package dev.holdfast.gateway.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    private static final int FAILURES = 8;

    private final AtomicLong nanos = new AtomicLong();
    private final CircuitBreaker breaker = new CircuitBreaker(nanos::get);

    @Test
    void leavesDiscordAloneAfterEightFailuresInARow() {
        fail(FAILURES - 1);
        breaker.answered();
        fail(FAILURES - 1);
        assertTrue(breaker.pause().isEmpty());
        fail(1);
        assertEquals(Optional.of(CircuitBreaker.PAUSE), breaker.pause());
    }

    @Test
    void letsOneCallFindOutWhetherItIsBack() {
        fail(FAILURES);
        nanos.addAndGet(CircuitBreaker.PAUSE.toNanos());
        assertTrue(breaker.pause().isEmpty());
        assertEquals(Optional.of(CircuitBreaker.PAUSE), breaker.pause());
        breaker.answered();
        assertTrue(breaker.pause().isEmpty());
    }

    private void fail(int times) {
        for (var i = 0; i < times; i++) {
            breaker.failed();
        }
    }
}
