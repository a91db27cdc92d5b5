package dev.holdfast.kit.coordination;

import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Shows whether Redis answers. Readiness does not depend on it: the bot works on without. */
@Wellness
@Singleton
record RedisHealth(Redis redis) implements HealthCheck {

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("redis").status(redis.answers());
        redis.obstacle().ifPresent(why -> response.withData("why", why));
        return response.build();
    }
}
