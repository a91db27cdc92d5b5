package dev.holdfast.gateway.maintenance;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Shows where the bot rests, and which parts of it; that it does makes no process unready. */
@Readiness
@Singleton
record MaintenanceHealth(MaintenanceState maintenances) implements HealthCheck {

    @Override
    public HealthCheckResponse call() {
        var everywhere = maintenances.everywhere();
        return HealthCheckResponse.named("maintenance")
                .up()
                .withData("everywhere", everywhere.isPresent())
                .withData("reason", everywhere.map(Maintenance::reason).orElse(""))
                .withData("guilds", maintenances.guilds())
                .withData("features", String.join(", ", maintenances.features()))
                .withData("joins", maintenances.joins().map(Maintenance::reason).orElse(""))
                .build();
    }
}
