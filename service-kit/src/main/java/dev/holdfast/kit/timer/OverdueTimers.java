package dev.holdfast.kit.timer;

import dev.holdfast.kit.database.DatabaseStart;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Counts every ten seconds how many timers wait that should have run: 0 when nothing is wrong. */
@Singleton
final class OverdueTimers {

    private static final Duration BETWEEN = Duration.ofSeconds(10);
    private static final int MOST_COUNTED = 10_000;

    private final TimerStore store;
    private final DatabaseStart start;
    private final AtomicLong overdue = new AtomicLong();
    private final PollingLoop rounds;

    OverdueTimers(
            TimerStore store, DatabaseStart start, PollingLoops loops, MeterRegistry metrics) {
        this.store = store;
        this.start = start;
        this.rounds = loops.every("timers-overdue", BETWEEN, this::count);
        metrics.gauge("holdfast.timers.overdue", overdue);
    }

    void start(@Observes StartupEvent event) {
        rounds.start();
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.close();
    }

    private void count() {
        if (start.state() instanceof DatabaseStart.State.Ready) {
            overdue.set(store.overdue(MOST_COUNTED));
        }
    }
}
