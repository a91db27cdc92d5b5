package dev.holdfast.smoke.kill;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.embedded.EmbeddedPostgres;
import dev.holdfast.embedded.EmbeddedRedis;
import dev.holdfast.embedded.PostgresSettings;
import dev.holdfast.embedded.RedisSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What is treated badly: one PostgreSQL, one Redis, and two economy-services on them. */
record Stage(EmbeddedPostgres postgres, EmbeddedRedis redis, List<EconomyProcess> services)
        implements AutoCloseable {

    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(100);

    static Stage open(Path root) throws IOException {
        var jar = root.resolve("economy-service/target/quarkus-app/quarkus-run.jar");
        assertTrue(Files.isReadable(jar), jar + " is missing: run ./mvnw package -DskipTests");
        var folder = empty(root.resolve("deploy/smoke/target/kill"));
        var postgres = EmbeddedPostgres.start(PostgresSettings.keptIn(folder.resolve("postgres")));
        var redis = EmbeddedRedis.start(RedisSettings.temporary());
        var services =
                List.of(
                        EconomyProcess.start("economy-1", jar, folder, postgres, redis),
                        EconomyProcess.start("economy-2", jar, folder, postgres, redis));
        return new Stage(postgres, redis, services);
    }

    /** True once both services are ready; false when they were not within the limit. */
    boolean awaitReady(Duration limit) throws InterruptedException {
        var started = System.nanoTime();
        for (var service : services) {
            while (!service.ready()) {
                if (System.nanoTime() - started > limit.toNanos()) {
                    return false;
                }
                LockSupport.parkNanos(BETWEEN_LOOKS);
            }
        }
        return true;
    }

    @Override
    public void close() {
        services.forEach(EconomyProcess::stop);
        redis.close();
        postgres.close();
    }

    private static Path empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            EmbeddedPostgres.endOrphan(folder.resolve("postgres"));
            try (var old = Files.walk(folder)) {
                for (var file : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return Files.createDirectories(folder);
    }
}
