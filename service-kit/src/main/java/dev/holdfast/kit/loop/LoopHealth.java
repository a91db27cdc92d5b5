package dev.holdfast.kit.loop;

import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Shows which loops fail, and since when. Readiness does not depend on it: what one loop cannot do
 * keeps nobody from the rest.
 */
@Wellness
@Singleton
record LoopHealth(PollingLoops loops) implements HealthCheck {

    @Override
    public HealthCheckResponse call() {
        var failing = loops.failing();
        var response = HealthCheckResponse.named("loops").status(failing.isEmpty());
        failing.forEach(it ->
                response.withData(
                        it.loop(),
                        "failing since %s, %d rounds: %s"
                                .formatted(it.since(), it.rounds(), it.why())));
        return response.withData("running", loops.running().size()).build();
    }
}
