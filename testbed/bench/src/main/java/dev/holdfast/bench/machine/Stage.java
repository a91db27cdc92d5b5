package dev.holdfast.bench.machine;

import dev.holdfast.embedded.EmbeddedPostgres;
import dev.holdfast.embedded.EmbeddedRedis;
import dev.holdfast.embedded.PostgresSettings;
import dev.holdfast.embedded.RedisSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A PostgreSQL and a Redis of the bench's own, and the services that are started on them. */
public final class Stage implements AutoCloseable {

    /** The compiler that a production service runs on, and a heap of a size that it is given. */
    public static final List<String> JAVA_OPTIONS = List.of("-Xmx256m", "-XX:+UseSerialGC");

    /**
     * What stands for Discord keeps every interaction, and must not stop for a third of a second.
     */
    private static final List<String> SANDBOX_OPTIONS = List.of("-Xmx1g", "-XX:+UseG1GC");

    private static final String HEALTH = "/q/health/ready";
    private static final String SECRET = "the-bench-keeps-no-secret-0123456789abcdef";

    private final Path root;
    private final Path scratch;
    private final EmbeddedPostgres postgres;
    private final EmbeddedRedis redis;
    private final Deque<JavaService> services = new ArrayDeque<>();

    /** Starts the servers; the services are those that are built under the root. */
    public Stage(Path root, Path scratch) throws IOException {
        this.root = root;
        this.scratch = Files.createDirectories(scratch);
        this.postgres = EmbeddedPostgres.start(PostgresSettings.temporary());
        this.redis = EmbeddedRedis.start(RedisSettings.temporary());
    }

    public EmbeddedPostgres postgres() {
        return postgres;
    }

    public EmbeddedRedis redis() {
        return redis;
    }

    /** The economy service with a pool of so many connections. */
    public JavaService economy(int poolSize) throws InterruptedException {
        var more = Map.of("DATABASE_POOL_SIZE", Integer.toString(poolSize));
        return start("economy", "economy-service", JAVA_OPTIONS, environment(more), HEALTH);
    }

    public JavaService sandbox() throws InterruptedException {
        var data = scratch.resolve("sandbox").toString();
        return start(
                "sandbox",
                "testbed/sandbox",
                SANDBOX_OPTIONS,
                Map.of("SANDBOX_DATA", data),
                "/sandbox/state");
    }

    /** The gateway, which speaks to that sandbox and forwards to that economy service. */
    public JavaService gateway(JavaService sandbox, String token, JavaService economy)
            throws InterruptedException {
        return start(
                "gateway",
                "gateway-service",
                JAVA_OPTIONS,
                environment(
                        Map.of(
                                "DISCORD_TOKEN",
                                token,
                                "DISCORD_URL",
                                "http://127.0.0.1:" + sandbox.port(),
                                "HOLDFAST_SERVICES",
                                "economy=http://127.0.0.1:" + economy.port(),
                                "HOLDFAST_LIMIT_MEMBER",
                                "10000",
                                "HOLDFAST_LIMIT_GUILD",
                                "10000",
                                "HOLDFAST_LIMIT_SPAN",
                                "1s")),
                HEALTH);
    }

    /** The key that the gateway shows to a service. */
    public static String keyOfGateway(String audience) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var name = "holdfast:pair:gateway>" + audience;
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private Map<String, String> environment(Map<String, String> more) {
        var all = new HashMap<>(more);
        all.put("HOLDFAST_SECRET", SECRET);
        all.put("HOLDFAST_MIGRATION_SNAPSHOT", "skip");
        all.put("DATABASE_URL", postgres.url());
        all.put("DATABASE_ADMIN_URL", postgres.adminUrl());
        all.put("REDIS_URL", redis.url());
        return all;
    }

    private JavaService start(
            String name,
            String module,
            List<String> javaOptions,
            Map<String, String> environment,
            String readyPath)
            throws InterruptedException {
        var jar = root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
        var service = JavaService.start(name, jar, javaOptions, environment, scratch, readyPath);
        services.push(service);
        return service;
    }

    @Override
    public void close() {
        services.forEach(JavaService::close);
        redis.close();
        postgres.close();
    }
}
