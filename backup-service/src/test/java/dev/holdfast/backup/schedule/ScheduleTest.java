package dev.holdfast.backup.schedule;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.backup.snapshot.Snapshots;
import dev.holdfast.kit.coordination.Schedule;
import dev.holdfast.kit.database.DatabaseStart;
import dev.holdfast.kit.loop.PollingLoops;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.SettableClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class ScheduleTest {

    private static final String STARTS =
            "select count(*) from snapshot where kind = 'START' and state <> 'FAILED'";
    private static final String NIGHTS =
            "select count(*) from snapshot where kind = 'NIGHTLY' and state = 'VERIFIED'";

    private static final String OPEN_RUNS =
            "select count(*) from job_run where job = 'nightly-snapshot' and done_at is null";

    @Inject NightlyJob nightly;
    @Inject Snapshots snapshots;
    @Inject DatabaseStart start;
    @Inject PollingLoops loops;

    private final Admin admin = new Admin("backup");
    private final SettableClock clock = new SettableClock("backup");

    @AfterEach
    void now() {
        clock.close();
    }

    @Test
    void isDailyAtThreeUnlessTheOperatorSaysOtherwise() {
        assertEquals(
                new Schedule.Daily(LocalTime.of(3, 0), ZoneOffset.UTC)
                        .latest(Clock.systemUTC().instant()),
                nightly.schedule().latest(Clock.systemUTC().instant()));
    }

    /** Several nights that were missed are caught up once. */
    @Test
    void aMissedNightIsCaughtUpOnce() {
        var before = admin.count(NIGHTS);
        clock.advance(Duration.ofDays(3));
        await().atMost(60, SECONDS).until(() -> admin.count(NIGHTS) == before + 1);
        await().atMost(60, SECONDS).until(() -> admin.count(OPEN_RUNS) == 0);
        assertEquals(before + 1, admin.count(NIGHTS));
    }

    /** A record of the future does not stand in for today's. */
    @Test
    void whatIsDatedInTheFutureBlocksNothing() throws Exception {
        settle();
        admin.execute(
                "update snapshot set taken_at = now() + interval '1 year', started_at = now() + interval '1 year'");
        var before = admin.count(STARTS);
        overdue().look();
        assertEquals(before + 1, admin.count(STARTS));
        assertTrue(snapshots.isVerifiedWithin(Duration.ofDays(1)));
        overdue().look();
        assertEquals(before + 1, admin.count(STARTS));
    }

    @Test
    void instancesThatStartAtOnceTakeOne() throws Exception {
        settle();
        admin.execute(
                "update snapshot set taken_at = now() - interval '2 days', started_at = now() - interval '2 days'");
        var before = admin.count(STARTS);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var looks =
                    Stream.generate(this::overdue)
                            .limit(4)
                            .<Callable<Boolean>>map(each -> () -> looked(each))
                            .toList();
            for (var look : threads.invokeAll(looks)) {
                assertTrue(look.get());
            }
        }
        assertEquals(before + 1, admin.count(STARTS));
    }

    private static boolean looked(OverdueSnapshot overdue) throws InterruptedException {
        overdue.look();
        return true;
    }

    /** The application's own, at its start. */
    private void settle() {
        await().atMost(60, SECONDS).until(() -> snapshots.isVerifiedWithin(Duration.ofDays(1)));
    }

    private OverdueSnapshot overdue() {
        return new OverdueSnapshot(snapshots, start, loops);
    }
}
