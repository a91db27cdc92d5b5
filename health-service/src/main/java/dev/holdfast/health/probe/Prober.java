package dev.holdfast.health.probe;

import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Makes a round of probes every few seconds and tells all listeners. */
@Singleton
final class Prober {

    private static final Logger LOG = Logger.getLogger("holdfast.probe");
    private static final Duration FAREWELL = Duration.ofMillis(500);

    private final ProbeRound round;
    private final Duration interval;
    private final List<ProbeListener> listeners;
    private final MeterRegistry metrics;
    private final PollingLoop loop;

    Prober(
            ProbeRound round,
            ProbeSettings settings,
            @All List<ProbeListener> listeners,
            MeterRegistry metrics,
            PollingLoops loops) {
        this.round = round;
        this.interval = settings.probeInterval();
        this.listeners = listeners;
        this.metrics = metrics;
        this.loop = loops.loop("prober", interval, this::make);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    @PreDestroy
    void stop() {
        loop.interrupt(FAREWELL);
    }

    /** Rounds begin at equal distances, as far as one ends before the next. */
    private Duration make() throws InterruptedException {
        var began = System.nanoTime();
        var found = round.make();
        metrics.counter("holdfast.health.rounds", "cut.off", Boolean.toString(found.cutOff()))
                .increment();
        listeners.forEach(listener -> tell(listener, found));
        var left = interval.minusNanos(System.nanoTime() - began);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static void tell(ProbeListener listener, Round found) {
        try {
            listener.heard(found);
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s failed on a round of probes", listener.getClass().getSimpleName());
        }
    }
}
