package dev.holdfast.gateway.discord;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once connected; a connection that is being resumed does not make it unready. */
@Readiness
@Singleton
final class DiscordHealth implements HealthCheck {

    private final DiscordConnection connection;

    @Inject
    DiscordHealth(DiscordConnection connection) {
        this.connection = connection;
    }

    @Override
    public HealthCheckResponse call() {
        var health = HealthCheckResponse.named("discord");
        connection
                .heartbeat()
                .ifPresent(taken -> health.withData("heartbeatMillis", taken.toMillis()));
        return switch (connection.state()) {
            case ConnectionState.Starting() ->
                    health.withData("state", "connecting").down().build();
            case ConnectionState.Connected() -> health.withData("state", "connected").up().build();
            case ConnectionState.Resuming() -> health.withData("state", "resuming").up().build();
            case ConnectionState.Refused(var fix) ->
                    health.withData("state", "refused").withData("fix", fix).down().build();
        };
    }
}
