package dev.holdfast.kit.database;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;
import org.jdbi.v3.core.JdbiException;

/** Started once the schema is as it must be; ready as long as PostgreSQL answers. */
final class DatabaseHealth {

    private static final String NAME = "database";

    private DatabaseHealth() {}

    /** Provisioned, migrated and checked. */
    @Startup
    @Singleton
    static final class Started implements HealthCheck {

        private final DatabaseStart start;

        @Inject
        Started(DatabaseStart start) {
            this.start = start;
        }

        @Override
        public HealthCheckResponse call() {
            var response = HealthCheckResponse.named(NAME);
            return switch (start.state()) {
                case DatabaseStart.State.Ready() -> response.up().build();
                case DatabaseStart.State.Waiting(var why) ->
                        response.down().withData("why", why).build();
            };
        }
    }

    /** Answers a question now. */
    @Readiness
    @Singleton
    static final class Answering implements HealthCheck {

        private final DatabaseStart start;
        private final Database database;

        @Inject
        Answering(DatabaseStart start, Database database) {
            this.start = start;
            this.database = database;
        }

        @Override
        public HealthCheckResponse call() {
            var response = HealthCheckResponse.named(NAME);
            return switch (start.state()) {
                case DatabaseStart.State.Waiting(var why) ->
                        response.down().withData("why", why).build();
                case DatabaseStart.State.Ready() -> ask(response);
            };
        }

        private HealthCheckResponse ask(HealthCheckResponseBuilder response) {
            try {
                database.ask(handle -> handle.execute("select 1"));
                return response.up().build();
            } catch (JdbiException _) {
                return response.down().withData("why", "PostgreSQL does not answer").build();
            }
        }
    }
}
