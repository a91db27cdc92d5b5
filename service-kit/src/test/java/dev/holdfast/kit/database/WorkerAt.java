package dev.holdfast.kit.database;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** A worker's connections without the rest of a service, for small processes of tests. */
public final class WorkerAt {

    private WorkerAt() {}

    /** Connects as the role, in its own schema. */
    public static Worker connect(String url, String role, String password) throws SQLException {
        var address = DatabaseAddress.parse("DATABASE_URL", url).as(role, password);
        return new Worker(new Database(address, address, new Few(), new SimpleMeterRegistry()));
    }

    private record Few() implements DatabaseSettings {

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
            return 1;
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(3);
        }
    }
}
