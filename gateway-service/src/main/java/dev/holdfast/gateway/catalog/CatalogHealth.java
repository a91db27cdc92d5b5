package dev.holdfast.gateway.catalog;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the commands are published, even while a service is away. */
@Readiness
@Singleton
record CatalogHealth(CatalogUpdater catalogs, CommandPublisher publication) implements HealthCheck {

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("catalog")
                .status(publication.isSettled())
                .withData("commands", catalogs.current().commands().size())
                .build();
    }
}
