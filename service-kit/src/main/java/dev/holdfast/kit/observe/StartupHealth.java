package dev.holdfast.kit.observe;

import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Shows what this instance checked when it started. Never down: what is wrong ends the start. */
@Wellness
@Singleton
record StartupHealth(StartupReport report) implements HealthCheck {

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("start-up").up();
        report.noted().forEach(response::withData);
        return response.build();
    }
}
