package dev.holdfast.backup.archive;

import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Shows which locations are in reach, as a metric and under {@code /q/health/well}. Readiness does
 * not depend on them: one that is away is no failure of the others.
 */
@Wellness
@Singleton
final class LocationHealth implements HealthCheck {

    private static final Duration BETWEEN = Duration.ofMinutes(1);

    private final Archive archive;
    private final PollingLoop rounds;

    /** Why it is away, by location; what is not in it was in reach. */
    private final Map<String, String> away = new ConcurrentHashMap<>();

    @Inject
    LocationHealth(Archive archive, PollingLoops loops, MeterRegistry metrics) {
        this.archive = archive;
        this.rounds = loops.every("backup-locations", BETWEEN, this::look);
        for (var location : archive.locations()) {
            Gauge.builder(
                            "holdfast.backup.location.up",
                            away,
                            it -> it.containsKey(location) ? 0 : 1)
                    .tag("location", location)
                    .register(metrics);
        }
    }

    void start(@Observes StartupEvent event) {
        rounds.start();
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.close();
    }

    void look() {
        for (var location : archive.locations()) {
            try {
                archive.look(location);
                away.remove(location);
            } catch (IOException e) {
                away.put(location, Repository.why(e));
            }
        }
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("backup-locations").status(away.isEmpty());
        away.forEach(response::withData);
        return response.build();
    }
}
