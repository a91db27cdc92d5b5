package dev.holdfast.kit.database;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** The way to the database without a service around it, for small processes that tests kill. */
public record Connected(UnitsOfWork units, Worker worker) {

    private record Settings() implements DatabaseSettings {

        @Override
        public Optional<String> url() {
            return Optional.empty();
        }

        @Override
        public Optional<String> adminUrl() {
            return Optional.empty();
        }

        @Override
        public int poolSize() {
            return 8;
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(3);
        }
    }

    /** With the addresses of the service's role and of its worker, passwords included. */
    public static Connected to(String service, String worker) throws SQLException {
        var settings = new Settings();
        var database =
                new Database(
                        DatabaseAddress.parse("SERVICE", service),
                        DatabaseAddress.parse("WORKER", worker),
                        settings,
                        new SimpleMeterRegistry());
        var json = new ObjectMapper();
        return new Connected(new UnitsOfWork(database, settings, json), new Worker(database));
    }
}
