package dev.holdfast.roles.assignment;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.timer.DueTimer;
import dev.holdfast.kit.timer.Timer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A claim that is extended while its timer waits for it does not end. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class ClaimEndTest extends AssignmentScene {

    private static final String WAITING =
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%assignment%'";

    @Inject ClaimEnd end;

    @Test
    void whatIsExtendedWhileItsTimerWaitsStands() throws InterruptedException {
        var soon = Clock.systemUTC().instant().plus(Duration.ofHours(1));
        member(ANN);
        claim(give(ANN, RED, RULE).until(soon));
        settleAll(APPLIED);
        var generation = Long.parseLong(claimed("generation"));
        var timers = new ArrayList<Thread>();
        work(unit -> {
            assignments.claim(unit, give(ANN, RED, RULE).until(soon.plus(Duration.ofDays(1))));
            timers.add(Thread.ofPlatform().start(() -> fire(soon, generation)));
            await().atMost(3, SECONDS).until(() -> admin.count(WAITING) == 1);
        });
        timers.getFirst().join(5_000);
        assertEquals("stands", claimed("coalesce(withdrawn_because, 'stands')"));
        assertEquals("settled have", state(ANN, RED));
    }

    /** As the loop of timers does. */
    private void fire(Instant due, long generation) {
        var subject = ClaimEnd.subject(new ClaimKey(ANN, RED, RULE));
        work(unit -> {
            if (end.generation(subject, unit).equals(OptionalLong.of(generation))) {
                var timer = new Timer(ClaimEnd.KIND, subject, due, generation, "");
                end.run(new DueTimer(timer, Duration.ZERO, false), unit);
            }
        });
    }

    private String claimed(String column) {
        return of(
                "select "
                        + column
                        + "::text from claim where guild_id = %s and user_id = %s and role_id = %s",
                ANN,
                RED);
    }
}
