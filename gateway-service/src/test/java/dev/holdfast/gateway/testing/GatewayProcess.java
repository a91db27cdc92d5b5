package dev.holdfast.gateway.testing;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A gateway as it runs in production: a process of its own, which a test stops, kills or pauses.
 */
public final class GatewayProcess implements AutoCloseable {

    /** Its lease, and how soon others see that it lapsed. */
    public static final Duration LEASE = Duration.ofMillis(1_500);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    private GatewayProcess(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    /** Starts one and waits until it is ready. */
    public static GatewayProcess start(Sandbox discord, Economy economy) throws IOException {
        return start(discord, economy.port(), Map.of());
    }

    /** The same with more settings. */
    public static GatewayProcess start(
            Sandbox discord, Economy economy, Map<String, String> settings) throws IOException {
        return start(discord, economy.port(), settings);
    }

    /** The same whose economy listens on that port. */
    public static GatewayProcess start(Sandbox discord, int economy, Map<String, String> settings)
            throws IOException {
        var root = Path.of(System.getProperty("holdfast.root", ".."));
        var jar = root.resolve("gateway-service/target/quarkus-app/quarkus-run.jar");
        assertTrue(Files.exists(jar), "build it first: ./mvnw -pl gateway-service -am package");
        var folder = Files.createTempDirectory("gateway");
        var port = Sandbox.freePort();
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder =
                new ProcessBuilder(
                        java, "-Xmx192m", "-XX:TieredStopAtLevel=1", "-jar", jar.toString());
        builder.environment()
                .putAll(
                        Map.ofEntries(
                                Map.entry("QUARKUS_HTTP_PORT", Integer.toString(port)),
                                Map.entry("HOLDFAST_LOG_DIR", folder.toString()),
                                Map.entry("HOLDFAST_GATEWAYS", "http://127.0.0.1:" + port),
                                Map.entry("DATABASE_URL", Servers.postgres().url()),
                                Map.entry("DATABASE_ADMIN_URL", Servers.postgres().adminUrl()),
                                Map.entry("REDIS_URL", Servers.redis().url()),
                                Map.entry("HOLDFAST_SECRET", HoldfastServers.SECRET),
                                Map.entry("HOLDFAST_MIGRATION_SNAPSHOT", "skip"),
                                Map.entry("DISCORD_URL", discord.url().toString()),
                                Map.entry("DISCORD_TOKEN", discord.token()),
                                Map.entry("HOLDFAST_SHARD_LEASE", LEASE.toMillis() + "ms"),
                                Map.entry("HOLDFAST_SHARD_RENEW", "250ms"),
                                Map.entry("HOLDFAST_CATALOG_INTERVAL", "500ms"),
                                Map.entry("HOLDFAST_LIMIT_MEMBER", "10000"),
                                Map.entry("HOLDFAST_LIMIT_GUILD", "10000"),
                                Map.entry(
                                        "HOLDFAST_SERVICES",
                                        "economy=http://127.0.0.1:" + economy)));
        builder.environment().putAll(settings);
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("out").toFile());
        var process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        var gateway = new GatewayProcess(process, folder, port);
        await("ready, see " + folder)
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> gateway.ready().statusCode() == 200);
        return gateway;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** What it has written so far: standard output and all log files. */
    public List<String> said() {
        try (var files = Files.walk(folder)) {
            var lines = new ArrayList<String>();
            for (var file : files.filter(Files::isRegularFile).toList()) {
                lines.addAll(Files.readAllLines(file));
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many shards it says that it holds. */
    public long shards() throws IOException, InterruptedException {
        return ready().body().lines().filter(line -> line.contains("\"here, connected\"")).count();
    }

    /** How it says that it is, as HTTP's status. */
    public String health() {
        try {
            return Integer.toString(ready().statusCode());
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e.toString();
        }
    }

    /** Asks it to stop, and waits until it has. */
    public void stop() throws InterruptedException {
        process.destroy();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it did not stop, see " + folder);
    }

    /** Ends it in the middle of whatever it does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    }

    /** Lets it stand still, or go on. */
    public void signal(String signal) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
        assertTrue(kill.waitFor(30, TimeUnit.SECONDS));
    }

    private java.net.http.HttpResponse<String> ready() throws IOException, InterruptedException {
        var url = URI.create("http://127.0.0.1:" + port + "/q/health/ready");
        return http.send(
                HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(2)).build(),
                BodyHandlers.ofString());
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
