package dev.holdfast.health.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.health.standin.StandIn;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a real, small HTTP server. */
class InstanceProbeTest {

    private static final String DATABASE =
            "{\"name\":\"database\",\"status\":\"DOWN\",\"data\":{\"why\":\"it is away\"}}";

    private final StandIn instance = new StandIn();
    private final InstanceProbe probe =
            new InstanceProbe(Duration.ofSeconds(1), new ObjectMapper(), Clock.systemUTC());

    @AfterEach
    void close() {
        instance.close();
        probe.close();
    }

    @Test
    void oneThatIsWellIsAskedOnce() throws InterruptedException {
        instance.isWell("{\"name\":\"redis\",\"status\":\"UP\"}");
        var state = ask();
        assertTrue(state.reached() && state.started() && state.ready());
        assertEquals("17", state.build());
        assertTrue(state.checks().get("redis").up());
        assertEquals(1, instance.received().size());
    }

    @Test
    void oneThatIsUnreadySaysWhy() throws InterruptedException {
        instance.isUnready(DATABASE);
        var state = ask();
        assertTrue(state.reached() && state.started());
        assertFalse(state.ready());
        assertEquals("it is away", state.checks().get("database").data().get("why"));
    }

    @Test
    void oneWhoseReadinessWaitsIsReachedAllTheSame() throws InterruptedException {
        instance.isSlow();
        var state = ask();
        assertTrue(state.reached());
        assertFalse(state.ready());
    }

    @Test
    void oneThatIsSilentIsNotReached() throws InterruptedException {
        instance.fallSilent();
        assertFalse(ask().reached());
    }

    @Test
    void whatIsNoHealthIsNoAnswer() throws InterruptedException {
        instance.answer("/q/health", 200, "<html>");
        assertFalse(ask().reached());
    }

    @Test
    void sameNamesAreWellTogetherOnly() throws InterruptedException {
        instance.isUnready(DATABASE + ",{\"name\":\"database\",\"status\":\"UP\"}");
        assertFalse(ask().checks().get("database").up());
    }

    @Test
    void remembersTheBuildOfOneThatFellSilent() throws InterruptedException {
        instance.isWell(DATABASE);
        var before = ask();
        instance.fallSilent();
        assertEquals("17", probe.ask("economy", URI.create(instance.url()), before).build());
    }

    /** However long something hangs, one thread hangs with it. */
    @Test
    void whatHangsIsNotBegunAgain() throws InterruptedException {
        var looks = new Looks(Duration.ofMillis(50));
        var begun = new AtomicInteger();
        var end = new CountDownLatch(1);
        for (var round = 0; round < 5; round++) {
            looks.begin(
                    "hanging",
                    () -> {
                        begun.incrementAndGet();
                        end.await();
                        return "found";
                    });
            looks.await();
            assertTrue(looks.found("hanging", String.class).isEmpty());
        }
        assertEquals(1, begun.get());
        end.countDown();
    }

    private InstanceState ask() throws InterruptedException {
        return probe.ask("economy", URI.create(instance.url()), null);
    }
}
