package dev.holdfast.gateway.catalog;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once Discord has been told of the commands; that some service is away changes nothing. */
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
