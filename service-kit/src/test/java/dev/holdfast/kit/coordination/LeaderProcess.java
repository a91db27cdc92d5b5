package dev.holdfast.kit.coordination;

import dev.holdfast.kit.database.Connected;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.testing.TestLoops;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;

/** A process that stands for leader and counts while it leads, until its standard input ends. */
final class LeaderProcess {

    static final Duration TTL = Duration.ofSeconds(2);
    static final Duration RENEW = Duration.ofMillis(500);
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final long BETWEEN_COUNTS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final Logger LOG = Logger.getLogger(LeaderProcess.class);

    private LeaderProcess() {}

    /** The lease's times in tests. */
    record Times(Duration ttl, Duration renew) implements LeaseSettings {}

    /** Arguments: the name to lead, PostgreSQL, its role, the password, Redis. */
    public static void main(String... arguments) throws Exception {
        var worker = Connected.worker(arguments[1], arguments[2], arguments[3]);
        var metrics = new SimpleMeterRegistry();
        var redis = new Redis(RedisAddress.parse(arguments[4]), metrics);
        redis.start();
        var store = new LeaderStore(worker, IDLE);
        var leadership =
                new Leadership(
                        arguments[0],
                        redis,
                        worker,
                        new Times(TTL, RENEW),
                        List.of(term -> count(store, term)),
                        metrics,
                        TestLoops.loops());
        leadership.start();
        while (System.in.read() >= 0) {
            LockSupport.parkNanos(1);
        }
        leadership.stop();
        redis.close();
        new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
        Runtime.getRuntime().halt(0);
    }

    /**
     * A pause meets it as a rule between its read and its write: that is where it spends its time.
     */
    private static Duration count(LeaderStore store, LeaderTerm term) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                if (store.count(term, () -> LockSupport.parkNanos(BETWEEN_COUNTS)).isEmpty()) {
                    break;
                }
            } catch (Unavailable | JdbiException e) {
                LOG.info("cut off", e);
                LockSupport.parkNanos(BETWEEN_COUNTS);
            }
        }
        return IDLE;
    }
}
