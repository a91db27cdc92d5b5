package dev.holdfast.kit.coordination;

import dev.holdfast.kit.database.UnitOfWork;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;

/**
 * Locks among all instances of a service, in PostgreSQL, for when Redis is away: on the unit of
 * work's own connection, and until its transaction ends. Bound to one thread, as that is.
 */
final class PostgresLocks implements Locks {

    private final LockStore store;
    private final String service;
    private final LockStatistics statistics;

    PostgresLocks(UnitOfWork work, String service, MeterRegistry metrics) {
        this.store = new LockStore(work.handle());
        this.service = service;
        this.statistics = new LockStatistics(metrics, "postgresql");
    }

    /** One that is not to be had leaves the others held until the transaction is undone. */
    @Override
    public Taken take(Collection<LockKey> keys, Duration patience) {
        var began = System.nanoTime();
        var sorted = keys.stream().distinct().sorted().toList();
        var backoff = new Backoff(patience);
        var contended = false;
        for (var key : sorted) {
            while (!store.take(service, key)) {
                contended = true;
                if (!backoff.again()) {
                    return noted(sorted.getFirst(), began, true, new Taken.Busy(key));
                }
            }
        }
        return noted(sorted.getFirst(), began, contended, new Taken.Held(new InTransaction()));
    }

    private Taken noted(LockKey first, long began, boolean contended, Taken taken) {
        statistics.waited(first.kind(), began, contended, taken);
        return taken;
    }

    /** The transaction's end releases them, and nothing before that could. */
    private static final class InTransaction implements Lock {

        @Override
        public boolean extend(Duration time) {
            return true;
        }

        @Override
        public void close() {}
    }
}
