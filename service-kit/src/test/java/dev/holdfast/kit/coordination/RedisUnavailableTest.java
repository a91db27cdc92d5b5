package dev.holdfast.kit.coordination;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.embedded.EmbeddedRedis;
import dev.holdfast.embedded.EmbeddedRedisSettings;
import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.progress.Heartbeats;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.SettableClock;
import dev.holdfast.kit.testing.TestLoops;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A job becomes due while Redis is away. {@code -Dredis.away=300} is the long form: for so many
 * seconds, with the intervals of production.
 */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class RedisUnavailableTest {

    private static final String NAME = "redis-away-test";
    private static final Duration AWAY = Duration.ofSeconds(Integer.getInteger("redis.away", 0));
    private static final LeaderProcess.Times TIMES =
            AWAY.isZero()
                    ? new LeaderProcess.Times(Duration.ofSeconds(4), LeaderProcess.RENEW)
                    : new LeaderProcess.Times(Duration.ofSeconds(10), Duration.ofSeconds(2));

    @Inject WorkerConnection worker;
    @Inject Heartbeats heartbeats;

    private final Admin admin = new Admin("probe");
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private Redis redis;

    /** A past fault: nobody led, and what became due waited for Redis. */
    @Test
    void anotherLeadsAfterTwoTtlsAndWhatBecomesDueRunsOnce() throws Exception {
        admin.execute(LeaderStore.TABLE);
        admin.execute("delete from job_run where job = 'away'");
        var job = new Counting("away", new Schedule.Every(Duration.ofHours(1)), Job.CatchUp.EVERY);
        var instances = List.of(jobs(job), jobs(job));
        try (var server = EmbeddedRedis.start(EmbeddedRedisSettings.temporary());
                var clock = new SettableClock("probe")) {
            redis = new Redis(RedisAddress.parse(server.url()), metrics);
            redis.start();
            until(redis::answers);
            var leaders = instances.stream().map(this::leadership).toList();
            server.pause();
            until(() -> !redis.answers());
            var silent = System.nanoTime();
            var gone = new LeaseStore(worker).claim(NAME, "gone");
            leaders.forEach(Leadership::start);
            instances.forEach(Jobs::start);
            try {
                until(() -> runs("") == 1);
                var waited = Duration.ofNanos(System.nanoTime() - silent);
                assertTrue(waited.compareTo(TIMES.ttl().multipliedBy(2)) >= 0, "" + waited);
                until(() -> epochs(leaders).equals(List.of(gone + 1)));
                stay(AWAY.dividedBy(2));
                clock.advance(Duration.ofHours(1));
                until(() -> !job.ran().isEmpty() && runs("and done_at is null") == 0);
                stay(AWAY.dividedBy(2));
                server.resume();
                until(redis::answers);
                stay(AWAY.isZero() ? Duration.ZERO : TIMES.ttl().multipliedBy(3));
                assertEquals(1, job.ran().size());
                assertEquals(2, runs(""));
            } finally {
                leaders.forEach(Leadership::stop);
                for (var each : instances) {
                    each.stop(new ShutdownEvent());
                }
                redis.close();
            }
        }
    }

    private Jobs jobs(Job job) {
        return new Jobs(List.of(job), worker, metrics, _ -> {}, TestLoops.loops(), heartbeats, 2);
    }

    private Leadership leadership(Jobs jobs) {
        return new Leadership(
                NAME, redis, worker, TIMES, List.of(jobs), metrics, TestLoops.loops());
    }

    private static List<Long> epochs(List<Leadership> leaders) {
        return leaders.stream()
                .flatMap(leader -> leader.leading().stream())
                .map(LeaderTerm::epoch)
                .toList();
    }

    private long runs(String which) {
        return admin.count("select count(*) from job_run where job = 'away' " + which);
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(TIMES.ttl().multipliedBy(4).plusSeconds(10)).until(condition);
    }

    private static void stay(Duration time) throws InterruptedException {
        var _ = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
