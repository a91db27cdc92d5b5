package dev.holdfast.kit.database;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.progress.Heartbeats;
import dev.holdfast.kit.testing.TestLoops;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** The way to the database without a service around it, for small processes that tests kill. */
public record Connected(
        UnitsOfWork units, WorkerConnection worker, SlowWork slow, Heartbeats heartbeats) {

    private record Settings(int poolSize) implements DatabaseSettings {

        @Override
        public Optional<String> url() {
            return Optional.empty();
        }

        @Override
        public Optional<String> adminUrl() {
            return Optional.empty();
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(3);
        }
    }

    /** With the addresses of the service's role and of its worker, passwords included. */
    public static Connected to(String service, String worker) throws SQLException {
        var settings = new Settings(8);
        var database =
                new Database(
                        DatabaseAddress.parse("SERVICE", service),
                        DatabaseAddress.parse("WORKER", worker),
                        settings,
                        new SimpleMeterRegistry());
        var json = new ObjectMapper();
        var transactions = new Transactions(database, settings, json);
        var heartbeats = new Heartbeats(TestLoops.loops(), new SimpleMeterRegistry());
        return new Connected(
                new UnitsOfWork(transactions, json),
                new WorkerConnection(database),
                new SlowWork(transactions, heartbeats),
                heartbeats);
    }

    /** A worker with one connection, in its own schema. */
    public static WorkerConnection worker(String url, String role, String password)
            throws SQLException {
        var address = DatabaseAddress.parse("DATABASE_URL", url).as(role, password);
        return new WorkerConnection(
                new Database(address, address, new Settings(1), new SimpleMeterRegistry()));
    }
}
