package dev.holdfast.kit.database;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Forgets operations whose keys are too old to be accepted again. Every instance does it once an
 * hour; doing it twice does nothing.
 */
@Singleton
final class Housekeeping {

    private static final Logger LOG = Logger.getLogger("holdfast.database");
    private static final Duration BETWEEN = Duration.ofHours(1);
    private static final int PARTITIONS = 10;
    private static final String FORGET = "select forget_old_operations()";

    private final Database database;
    private final DatabaseStart start;
    private @Nullable Thread thread;

    @Inject
    Housekeeping(Database database, DatabaseStart start) {
        this.database = database;
        this.start = start;
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofVirtual().name("housekeeping").start(this::keep);
    }

    @PreDestroy
    void stop() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void keep() {
        while (!Thread.currentThread().isInterrupted()) {
            if (start.state() instanceof DatabaseStart.State.Ready) {
                forget();
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    private void forget() {
        try {
            var emptied = 1;
            for (var partition = 0; partition < PARTITIONS && emptied > 0; partition++) {
                emptied =
                        database.commitAsWorker(
                                handle -> handle.createQuery(FORGET).mapTo(Integer.class).one());
            }
        } catch (JdbiException tryAgainInAnHour) {
            LOG.warnf("old operations were not forgotten: %s", tryAgainInAnHour.getMessage());
        }
    }
}
