package dev.holdfast.kit.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.progress.ClaimLost;
import dev.holdfast.kit.progress.Heartbeats;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.SettableClock;
import dev.holdfast.kit.testing.TestLoops;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class JobsTest {

    private static final String NAME = "jobs-test";
    private static final Duration HOUR = Duration.ofHours(1);

    @Inject WorkerConnection worker;
    @Inject Heartbeats heartbeats;

    private final Admin admin = new Admin("probe");
    private final SettableClock clock = new SettableClock("probe");
    private final Counting job =
            new Counting("hourly", new Schedule.Every(HOUR), Job.CatchUp.EVERY);
    private final List<AbandonedRun> givenUp = new ArrayList<>();
    private LeaderTerm term;
    private Jobs jobs;

    @BeforeEach
    void firstSeenNow() {
        admin.execute("delete from job_run where job = 'hourly'");
        term = lead();
        jobs = instance();
        assertTrue(jobs.enqueue(term));
    }

    @AfterEach
    void now() {
        clock.close();
    }

    @Test
    void aJobThatNobodyKnewBeforeHasMissedNothing() {
        assertFalse(jobs.runOne());
        assertEquals(1, admin.count("select count(*) from job_run where job = 'hourly'"));
    }

    @Test
    void eachInstantIsEnqueuedOnceWhoeverLeads() {
        clock.advance(HOUR.multipliedBy(3));
        assertTrue(jobs.enqueue(term));
        var next = lead();
        assertTrue(instance().enqueue(next));
        assertFalse(jobs.enqueue(term), "the leader of an old epoch");
        assertEquals(
                3,
                admin.count(
                        "select count(*) from job_run where job = 'hourly' and done_at is null"));
    }

    @Test
    void whatAClockAheadOfItsTimeLeftBehindBlocksNoSchedule() {
        clock.advance(Duration.ofDays(30));
        assertTrue(jobs.enqueue(term));
        clock.close();
        clock.advance(HOUR.multipliedBy(2));
        assertTrue(jobs.enqueue(term));
        assertEquals(
                2,
                admin.count(
                        "select count(*) from job_run where job = 'hourly' and done_at is null and scheduled_for < now() + interval '1 day'"));
    }

    @Test
    void workersThatMeetRunEachInstantOnce() throws Exception {
        clock.advance(HOUR.multipliedBy(20));
        jobs.enqueue(term);
        var other = instance();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var workers =
                    Stream.of(jobs, other).<Callable<Boolean>>map(it -> () -> all(it)).toList();
            for (var each : threads.invokeAll(workers)) {
                each.get(30, TimeUnit.SECONDS);
            }
        }
        assertEquals(20, job.ran().size());
        assertEquals(20, new HashSet<>(job.ran()).size());
    }

    @Test
    void aRunThatFailedIsMadeAgainAndGivenUpAfterTen() {
        clock.advance(HOUR);
        jobs.enqueue(term);
        job.failing(true);
        assertTrue(jobs.runOne());
        assertFalse(jobs.runOne(), "not at once");
        for (var attempt = 0; attempt < 20; attempt++) {
            clock.advance(Duration.ofMinutes(20));
            jobs.runOne();
        }
        assertEquals(10, job.ran().size());
        assertEquals(
                List.of(new AbandonedRun("hourly", job.ran().getFirst(), "told to fail")), givenUp);
        assertEquals(
                1,
                admin.count(
                        "select count(*) from job_run where job = 'hourly' and failure = 'told to fail' and done_at is not null"));
    }

    @Test
    void whatADeadWorkerClaimedIsRunByAnotherOnce() {
        clock.advance(HOUR);
        jobs.enqueue(term);
        var dead = new JobStore(worker).claim(List.of("hourly"), Heartbeats.CLAIM).orElseThrow();
        assertFalse(jobs.runOne(), "it may be at it");
        clock.advance(Heartbeats.CLAIM.plusSeconds(1));
        assertTrue(jobs.runOne());
        new JobStore(worker).later(dead, Duration.ZERO, "late");
        assertFalse(jobs.runOne(), "the dead one's word counts no more");
        assertEquals(List.of(dead.instant()), job.ran());
    }

    /** Its process stood still for longer than its claim, and nobody has taken it over yet. */
    @Test
    void whoWakesUpTooLateCompletesNothingAndTheRunIsMadeAgain() {
        clock.advance(HOUR);
        jobs.enqueue(term);
        job.doing(_ -> clock.advance(Heartbeats.CLAIM.plusSeconds(1)));
        assertTrue(jobs.runOne());
        assertEquals(
                1,
                admin.count(
                        "select count(*) from job_run where job = 'hourly' and done_at is null"));
        job.doing(_ -> {});
        assertTrue(jobs.runOne());
        assertEquals(
                0,
                admin.count(
                        "select count(*) from job_run where job = 'hourly' and done_at is null"));
        assertEquals(2, job.ran().size());
    }

    @Test
    void aRunIsRenewedForAsLongAsItTakesAndToldWhenItIsNoLongerItsOwn() {
        clock.advance(HOUR);
        jobs.enqueue(term);
        var lost = new AtomicBoolean();
        job.doing(progress -> {
            var until = readyAt();
            Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> readyAt() > until);
            assertEquals(
                    1,
                    admin.count(
                            "select (progress ->> 'done')::int from job_run where job = 'hourly' and done_at is null"));
            admin.execute(
                    "update job_run set attempt = attempt + 1 where job = 'hourly' and done_at is null");
            try {
                new CountDownLatch(1).await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                lost.set(true);
                assertThrows(ClaimLost.class, progress::goOn);
                throw e;
            }
        });
        assertTrue(jobs.runOne());
        assertTrue(lost.get(), "it was not interrupted");
        assertEquals(
                1,
                admin.count(
                        "select count(*) from job_run where job = 'hourly' and done_at is null"));
    }

    @Test
    void someProcessesThatDiedOverARunDoNotGiveItUp() {
        clock.advance(HOUR);
        jobs.enqueue(term);
        admin.execute("update job_run set attempt = 15 where job = 'hourly' and done_at is null");
        job.failing(true);
        assertTrue(jobs.runOne());
        assertEquals(List.of(), givenUp);
        assertEquals(
                1,
                admin.count(
                        "select failures from job_run where job = 'hourly' and done_at is null"));
    }

    @Test
    void aRunThatNoProcessOutlivesIsGivenUpUnbegun() {
        clock.advance(HOUR);
        jobs.enqueue(term);
        admin.execute(
                "update job_run set attempt = 22, failures = 1 where job = 'hourly' and done_at is null");
        assertTrue(jobs.runOne());
        assertEquals(List.of(), job.ran());
        assertEquals(1, givenUp.size());
        assertEquals(
                0,
                admin.count(
                        "select count(*) from job_run where job = 'hourly' and done_at is null"));
    }

    /** As a statement fails on a thread that is interrupted. */
    @Test
    void whatIsThrownBecauseTheProcessStopsIsNoFailure() {
        clock.advance(HOUR);
        jobs.enqueue(term);
        job.doing(_ -> {
            Thread.currentThread().interrupt();
            throw new Unavailable("PostgreSQL did not answer", new IOException());
        });
        assertTrue(jobs.runOne());
        assertFalse(Thread.interrupted());
        assertEquals(
                0,
                admin.count(
                        "select failures from job_run where job = 'hourly' and done_at is null"));
        job.doing(_ -> {});
        assertTrue(jobs.runOne(), "at once");
    }

    @Test
    void whoLostARunGivesItNotUp() {
        clock.advance(HOUR);
        jobs.enqueue(term);
        admin.execute(
                "update job_run set failures = 9, attempt = 9 where job = 'hourly' and done_at is null");
        job.doing(_ -> {
            admin.execute(
                    "update job_run set attempt = attempt + 1 where job = 'hourly' and done_at is null");
            throw new IllegalStateException("told to fail");
        });
        assertTrue(jobs.runOne());
        assertEquals(List.of(), givenUp);
    }

    @Test
    void anErrorIsAFailureLikeAnyOther() {
        clock.advance(HOUR);
        jobs.enqueue(term);
        job.doing(_ -> {
            throw new StackOverflowError();
        });
        assertTrue(jobs.runOne());
        assertEquals(
                1,
                admin.count(
                        "select failures from job_run where job = 'hourly' and failure = 'java.lang.StackOverflowError'"));
    }

    @Test
    void aRenewalThatComesLateCutsNoPause() {
        clock.advance(HOUR);
        jobs.enqueue(term);
        var store = new JobStore(worker);
        var run = store.claim(List.of("hourly"), Heartbeats.CLAIM).orElseThrow();
        store.later(run, HOUR, "told to fail");
        assertFalse(store.renew(run, Heartbeats.CLAIM, Optional.empty()));
    }

    @Test
    void whoeverStillWorksOnARunThatHasEndedIsToldSo() {
        clock.advance(HOUR);
        jobs.enqueue(term);
        var kept = new AtomicReference<Progress>();
        job.doing(kept::set);
        assertTrue(jobs.runOne());
        assertThrows(ClaimLost.class, () -> kept.get().goOn());
    }

    private long readyAt() {
        return admin.count(
                "select (extract(epoch from ready_at) * 1000)::bigint from job_run where job = 'hourly' and done_at is null");
    }

    private static boolean all(Jobs worker) {
        var more = true;
        while (more) {
            more = worker.runOne();
        }
        return true;
    }

    private Jobs instance() {
        return new Jobs(
                List.of(job),
                worker,
                new SimpleMeterRegistry(),
                givenUp::add,
                TestLoops.loops(),
                heartbeats,
                2);
    }

    private LeaderTerm lead() {
        var epoch = new LeaseStore(worker).claim(NAME, "test");
        return new LeaderTerm(
                NAME, epoch, "test", System.nanoTime() + Duration.ofMinutes(5).toNanos());
    }
}
