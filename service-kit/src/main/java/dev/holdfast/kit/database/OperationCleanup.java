package dev.holdfast.kit.database;

import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Forgets operations whose keys are too old to be accepted again. Every instance does it once an
 * hour; doing it twice does nothing.
 */
@Singleton
final class OperationCleanup {

    private static final Duration UNTIL_READY = Duration.ofSeconds(1);
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(10);
    private static final Duration BETWEEN = Duration.ofHours(1);
    private static final int PARTITIONS = 10;
    private static final String FORGET = "select forget_old_operations()";

    private final WorkerConnection worker;
    private final DatabaseStart start;
    private final PollingLoop loop;

    OperationCleanup(WorkerConnection worker, DatabaseStart start, PollingLoops loops) {
        this.worker = worker;
        this.start = start;
        this.loop = loops.loop("housekeeping", LONGEST_BACKOFF, this::keep);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    @PreDestroy
    void stop() {
        loop.interrupt(Duration.ZERO);
    }

    private Duration keep() {
        if (!(start.state() instanceof DatabaseStart.State.Ready)) {
            return UNTIL_READY;
        }
        var emptied = 1;
        for (var partition = 0; partition < PARTITIONS && emptied > 0; partition++) {
            emptied =
                    worker.commit(handle -> handle.createQuery(FORGET).mapTo(Integer.class).one());
        }
        return BETWEEN;
    }
}
