package dev.holdfast.kit.database;

import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jdbi.v3.core.JdbiException;

/**
 * Shows whether PostgreSQL takes what is written. Readiness does not depend on it: what only reads
 * goes on.
 */
@Wellness
@Singleton
record StorageHealth(Database database) implements HealthCheck {

    private static final String READ_ONLY = "select current_setting('transaction_read_only')::bool";

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("storage");
        try {
            if (database.ask(handle -> handle.createQuery(READ_ONLY).mapTo(Boolean.class).one())) {
                return response.down().withData("why", "PostgreSQL is read-only").build();
            }
        } catch (JdbiException _) {
            return response.down().withData("why", "PostgreSQL does not answer").build();
        }
        return database.storage()
                .obstacle()
                .map(why -> response.down().withData("why", why).build())
                .orElseGet(() -> response.up().build());
    }
}
