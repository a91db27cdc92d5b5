package dev.holdfast.gateway.discord;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once connected, or while other gateways hold all shards; a connection that is being resumed
 * does not make it unready, and being about to stop does.
 */
@Readiness
@Singleton
record DiscordHealth(DiscordConnection connection) implements HealthCheck {

    @Override
    public HealthCheckResponse call() {
        var state = connection.state();
        var health = HealthCheckResponse.named("discord");
        health.withData("state", connection.isLeaving() ? "leaving" : state.word());
        connection
                .heartbeat()
                .ifPresent(taken -> health.withData("heartbeatMillis", taken.toMillis()));
        connection.holders().forEach((shard, holder) -> health.withData("shard " + shard, holder));
        connection.obstacle().ifPresent(word -> health.withData("obstacle", word));
        var isUp =
                switch (state) {
                    case ConnectionState.Starting() -> false;
                    case ConnectionState.StandingBy(var why) -> {
                        health.withData("why", why);
                        yield true;
                    }
                    case ConnectionState.Connected(), ConnectionState.Resuming() -> true;
                    case ConnectionState.Refused(var fix) -> {
                        health.withData("fix", fix);
                        yield false;
                    }
                };
        return health.status(isUp && !connection.isLeaving()).build();
    }
}
