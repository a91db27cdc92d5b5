package dev.holdfast.gateway.fleet;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * A past fault: failures never aged, so that 20 s after an outage a success left an instance alone.
 */
class InstanceCircuitBreakerTest {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final AtomicLong nanos = new AtomicLong(42);
    private final InstanceCircuitBreaker breaker = new InstanceCircuitBreaker(PAUSE, nanos::get);

    @Test
    void fourFailuresInARowLeaveTheInstanceAloneForThePause() {
        fail(3);
        assertTrue(breaker.lets());
        fail(1);
        assertFalse(breaker.lets());
        pass(PAUSE);
        assertTrue(breaker.lets());
    }

    @Test
    void afterThePauseOneRequestFindsOut() {
        fail(4);
        pass(PAUSE);
        assertTrue(breaker.lets());
        assertFalse(breaker.lets());
        breaker.failed();
        assertFalse(breaker.lets());
        pass(PAUSE);
        assertTrue(breaker.lets());
        breaker.answered();
        assertTrue(breaker.lets());
        assertTrue(breaker.lets());
    }

    @Test
    void anAnswerInBetweenIsASignOfLife() {
        for (var each = 0; each < 20; each++) {
            fail(3);
            breaker.answered();
        }
        fail(3);
        assertTrue(breaker.lets());
    }

    @Test
    void aSuccessNeverLeavesTheInstanceAlone() {
        fail(3);
        pass(Duration.ofSeconds(20));
        breaker.answered();
        assertTrue(breaker.lets());
    }

    @Test
    void failuresAreForgottenAfterTenSeconds() {
        fail(3);
        pass(Duration.ofSeconds(11));
        fail(3);
        assertTrue(breaker.lets());
        fail(1);
        assertFalse(breaker.lets());
    }

    @Test
    void aRequestThatIsLateWhileOthersAreAnsweredSaysNothingOfTheInstance() {
        var hanging = nanos.get();
        pass(Duration.ofSeconds(1));
        breaker.answered();
        pass(Duration.ofSeconds(4));
        for (var each = 0; each < 8; each++) {
            breaker.timedOut(hanging);
        }
        assertTrue(breaker.lets());
        for (var each = 0; each < 4; each++) {
            var began = nanos.get();
            pass(Duration.ofSeconds(2));
            breaker.timedOut(began);
        }
        assertFalse(breaker.lets());
    }

    private void fail(int times) {
        for (var each = 0; each < times; each++) {
            breaker.failed();
        }
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
