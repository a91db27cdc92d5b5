package dev.holdfast.smoke.kill;

import dev.holdfast.embedded.EmbeddedPostgres;
import dev.holdfast.embedded.EmbeddedPostgresSettings;
import dev.holdfast.embedded.EmbeddedRedis;
import dev.holdfast.embedded.EmbeddedRedisSettings;
import dev.holdfast.smoke.process.Scratch;
import dev.holdfast.smoke.process.ServiceProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is treated badly: one PostgreSQL, one Redis, and two economy-services on them. */
record KillFleet(EmbeddedPostgres postgres, EmbeddedRedis redis, List<ServiceProcess> services)
        implements AutoCloseable {

    static KillFleet open(Path root) throws IOException {
        var folder = Scratch.empty(root.resolve("testbed/smoke/target/kill"));
        var postgres =
                EmbeddedPostgres.start(EmbeddedPostgresSettings.keptIn(folder.resolve("postgres")));
        var redis = EmbeddedRedis.start(EmbeddedRedisSettings.temporary());
        var module = root.resolve("economy-service");
        var settings =
                Map.of(
                        "DATABASE_URL", postgres.url(),
                        "DATABASE_ADMIN_URL", postgres.adminUrl(),
                        "REDIS_URL", redis.url());
        var services =
                Stream.of("economy-1", "economy-2")
                        .map(name -> ServiceProcess.Kind.of(name, "economy", module, settings))
                        .map(kind -> ServiceProcess.start(kind, folder))
                        .toList();
        return new KillFleet(postgres, redis, services);
    }

    /** True once both services are ready; false when they were not within the limit. */
    boolean awaitReady(Duration limit) throws InterruptedException {
        return Scratch.awaitReady(services, limit);
    }

    @Override
    public void close() {
        services.forEach(ServiceProcess::stop);
        postgres.close();
        redis.close();
    }
}
