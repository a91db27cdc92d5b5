package dev.holdfast.kit.coordination;

import dev.holdfast.kit.problem.Unavailable;
import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Shows who leads, since when and in which epoch; up where that can be said. */
@Wellness
@Singleton
record LeadershipHealth(Leadership leadership) implements HealthCheck {

    @Override
    public HealthCheckResponse call() {
        var response =
                HealthCheckResponse.named("leader")
                        .withData("here", leadership.leading().isPresent());
        try {
            var leader = leadership.leader();
            leader.ifPresent(it ->
                    response.withData("holder", it.holder())
                            .withData("epoch", it.epoch())
                            .withData("since", it.since().toString()));
            return response.status(leader.isPresent()).build();
        } catch (Unavailable _) {
            return response.down().withData("why", "PostgreSQL does not answer").build();
        }
    }
}
