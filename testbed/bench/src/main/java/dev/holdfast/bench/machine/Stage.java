package dev.holdfast.bench.machine;

import dev.holdfast.embedded.EmbeddedPostgres;
import dev.holdfast.embedded.EmbeddedPostgresSettings;
import dev.holdfast.embedded.EmbeddedRedis;
import dev.holdfast.embedded.EmbeddedRedisSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
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

    /** A fifth of the processor where another service needs it, as in compose.yaml and k8s/. */
    private static final int BACKGROUND = 7;

    private static final String BACKUP = "backup-service";
    private static final Duration HALF_A_DAY = Duration.ofHours(12);
    private static final String HEALTH = "/q/health/ready";
    private static final String SECRET = "the-bench-keeps-no-secret-0123456789abcdef";

    private final Path root;
    private final Path scratch;
    private final EmbeddedPostgres postgres;
    private final EmbeddedRedis redis;
    private final Deque<JavaService> services = new ArrayDeque<>();

    /** Starts the servers; the services are those that are built under the root. */
    public Stage(Path root, Path scratch) throws IOException {
        this(root, scratch, EmbeddedPostgresSettings.temporary());
    }

    /** The same with a PostgreSQL of those settings. */
    public Stage(Path root, Path scratch, EmbeddedPostgresSettings settings) throws IOException {
        this.root = root;
        this.scratch = Files.createDirectories(scratch);
        this.postgres = EmbeddedPostgres.start(settings);
        this.redis = EmbeddedRedis.start(EmbeddedRedisSettings.temporary());
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

    /** The roles service with a pool of so many connections and that gateway. */
    public JavaService roles(int poolSize, String gateway) throws InterruptedException {
        var more =
                Map.of(
                        "DATABASE_POOL_SIZE",
                        Integer.toString(poolSize),
                        "HOLDFAST_GATEWAYS",
                        gateway);
        return start("roles", "roles-service", JAVA_OPTIONS, environment(more), HEALTH);
    }

    /**
     * The backup service, which keeps snapshots in that folder and takes none by itself tonight.
     */
    public JavaService backup(
            List<String> javaOptions, Path archive, Instant now, Map<String, String> settings)
            throws InterruptedException {
        var environment = environment(backups(archive, now));
        environment.putAll(settings);
        return start("backup", BACKUP, BACKGROUND, javaOptions, environment, HEALTH);
    }

    /** Restores everything from a snapshot into a database that is not there yet. */
    public Program.Ended restore(
            List<String> javaOptions, Path archive, Instant now, long snapshot, String database) {
        var environment = environment(backups(archive, now));
        environment.put("QUARKUS_HTTP_PORT", "0");
        environment.put("DATABASE_URL", postgres.url().replaceFirst("[^/]+$", database));
        environment.put("REDIS_URL", redis.url() + "/1");
        environment.put("HOLDFAST_RESTORE", Long.toString(snapshot));
        environment.put("HOLDFAST_RESTORE_CONFIRM", database);
        environment.put("HOLDFAST_LOG_DIR", scratch.resolve("logs/restore").toString());
        var command = new ArrayList<>(List.of(JavaService.java()));
        command.addAll(javaOptions);
        command.addAll(List.of("-jar", jar(BACKUP).toString()));
        return Program.run("restore", command, environment, scratch);
    }

    private static Map<String, String> backups(Path archive, Instant now) {
        var time = LocalTime.ofInstant(now.plus(HALF_A_DAY), ZoneOffset.UTC);
        return Map.of(
                "BACKUP_LOCATIONS",
                "folder:" + archive,
                "BACKUP_MASTER_KEY",
                SECRET,
                "BACKUP_TIME",
                time.truncatedTo(ChronoUnit.MINUTES).toString());
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
        return key("gateway", audience);
    }

    /** The key that an operator shows to a service. */
    public static String keyOfOperator(String audience) {
        return key("operator", audience);
    }

    private static String key(String caller, String audience) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var name = "holdfast:pair:%s>%s".formatted(caller, audience);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
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
        return start(name, module, 0, javaOptions, environment, readyPath);
    }

    private JavaService start(
            String name,
            String module,
            int niceness,
            List<String> javaOptions,
            Map<String, String> environment,
            String readyPath)
            throws InterruptedException {
        var service =
                JavaService.start(
                        name, niceness, jar(module), javaOptions, environment, scratch, readyPath);
        services.push(service);
        return service;
    }

    private Path jar(String module) {
        return root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    }

    @Override
    public void close() {
        services.forEach(JavaService::close);
        redis.close();
        postgres.close();
    }
}
