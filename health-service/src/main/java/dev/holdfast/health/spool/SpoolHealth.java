package dev.holdfast.health.spool;

import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Shows whether the spool files keep what they are given. */
@Wellness
@Singleton
record SpoolHealth(Spools spools) implements HealthCheck {

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("spool");
        var obstacle = spools.obstacle();
        obstacle.ifPresent(why -> response.withData("why", why));
        return response.status(obstacle.isEmpty()).build();
    }
}
