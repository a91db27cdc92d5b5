package dev.holdfast.health.alert;

import dev.holdfast.health.incident.Acting;
import dev.holdfast.health.incident.Incident;
import dev.holdfast.health.incident.IncidentListener;
import dev.holdfast.health.incident.Incidents;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * A loop for each route that the operator set, so that a slow one keeps no other waiting. What
 * opens and ends is told at once. Thread-safe.
 */
@Singleton
final class AlertLoops implements IncidentListener {

    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);
    private static final Duration FAREWELL = Duration.ofMillis(500);

    private final List<RouteDelivery> routeDeliveries;
    private final List<PollingLoop> loops;

    AlertLoops(
            AlertSettings settings,
            Routes routes,
            Acting acting,
            Incidents incidents,
            Deliveries deliveries,
            AlertText texts,
            MeterRegistry metrics,
            Clock clock,
            PollingLoops factory) {
        var common =
                new RouteDelivery.Common(
                        acting,
                        incidents,
                        deliveries,
                        texts,
                        settings.alertRetry(),
                        metrics,
                        clock);
        this.routeDeliveries =
                routes.all().stream().map(route -> new RouteDelivery(route, common)).toList();
        this.loops =
                routeDeliveries.stream()
                        .map(each -> factory.loop("alert-" + each, LONGEST_BACKOFF, each::round))
                        .toList();
    }

    void start(@Observes StartupEvent event) {
        loops.forEach(PollingLoop::start);
    }

    @Override
    public void opened(Incident incident) {
        routeDeliveries.forEach(each -> each.owe(incident));
        loops.forEach(PollingLoop::nudge);
    }

    @Override
    public void changed(Incident incident) {
        // Nobody is told of each change.
    }

    @Override
    public void ended(Incident incident) {
        loops.forEach(PollingLoop::nudge);
    }

    @PreDestroy
    void stop() {
        loops.forEach(loop -> loop.interrupt(FAREWELL));
    }
}
