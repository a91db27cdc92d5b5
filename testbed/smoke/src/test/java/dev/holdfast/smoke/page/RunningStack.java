package dev.holdfast.smoke.page;

import dev.holdfast.discord.openapi.Recording;
import dev.holdfast.embedded.EmbeddedPostgres;
import dev.holdfast.embedded.LoopbackPort;
import dev.holdfast.fleet.ServiceDefinition;
import dev.holdfast.fleet.ServiceDefinitions;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** All of Holdfast as {@code deploy/up} starts it, on ports of its own. */
public final class RunningStack implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration STOP = Duration.ofMinutes(2);
    private static final String READY = "Holdfast is ready.";
    private static final String SANDBOX = "HOLDFAST_SANDBOX_PORT";
    private static final String POSTGRES = "HOLDFAST_POSTGRES_PORT";
    private static final List<String> PORTS =
            Stream.concat(
                            ServiceDefinitions.read(Path.of(System.getProperty("holdfast.root")))
                                    .stream()
                                    .map(ServiceDefinition::portSetting),
                            Stream.of(SANDBOX, POSTGRES, "HOLDFAST_REDIS_PORT"))
                    .toList();

    private final Process launcher;
    private final Path data;
    private final int firstPort;
    private final Recording said;

    private RunningStack(Process launcher, Path data, int firstPort) {
        this.launcher = launcher;
        this.data = data;
        this.firstPort = firstPort;
        this.said = Recording.ofOurBot(recording(data));
    }

    /** Starts it on a folder's data; the ports are the same for the same number. */
    public static RunningStack start(Path root, Path data, int firstPort) throws Exception {
        return start(root, data, firstPort, Map.of());
    }

    /**
     * The same with other settings.
     *
     * @param settings that an operator puts into the environment
     */
    public static RunningStack start(
            Path root, Path data, int firstPort, Map<String, String> settings) throws Exception {
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dholdfast.root=" + root,
                        "-jar",
                        root.resolve("deploy/local/target/local-0.1.0.jar").toString());
        builder.environment().putAll(environment(data, firstPort));
        builder.environment().putAll(settings);
        builder.environment()
                .keySet()
                .removeAll(List.of("DISCORD_TOKEN", "DATABASE_URL", "REDIS_URL"));
        var launcher = builder.redirectErrorStream(true).start();
        try {
            awaitReady(launcher);
            return new RunningStack(launcher, data, firstPort);
        } catch (Exception e) {
            launcher.destroy();
            throw e;
        }
    }

    public URI page() {
        return URI.create("http://127.0.0.1:" + (firstPort + PORTS.indexOf(SANDBOX)));
    }

    /** The launcher's children. */
    public Stream<ProcessHandle> processes() {
        return launcher.descendants();
    }

    /** As {@code kill -9} does; the launcher starts it again. */
    public void kill(String module) {
        processes()
                .filter(it -> it.info().commandLine().orElse("").contains(module))
                .forEach(ProcessHandle::destroyForcibly);
    }

    /** As Ctrl-C does; what its bot and its Discord said to each other must be as described. */
    @Override
    public void close() throws InterruptedException, IOException {
        launcher.destroy();
        if (!launcher.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
            launcher.destroyForcibly();
        }
        said.wasAsDescribed();
    }

    /** The first of as many neighbouring free ports as the stack needs. */
    public static int freePorts() {
        for (var first = LoopbackPort.free().number() / 2 + 3_000; ; first += PORTS.size()) {
            var free = true;
            for (var i = 0; i < PORTS.size(); i++) {
                free &= new LoopbackPort(first + i).isFree();
            }
            if (free) {
                return first;
            }
        }
    }

    /** What its bot and its Discord said to each other. */
    public static Path recording(Path data) {
        return data.resolve("exchanges.jsonl");
    }

    /** Its database past all services. */
    public Connection superuser() throws SQLException, IOException {
        var password = Files.readString(data.resolve("postgres").resolve("password")).strip();
        var port = firstPort + PORTS.indexOf(POSTGRES);
        var url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, EmbeddedPostgres.DATABASE);
        return DriverManager.getConnection(url, EmbeddedPostgres.USER, password);
    }

    /** The settings by which it is found. */
    public static Map<String, String> environment(Path data, int firstPort) {
        var environment = new HashMap<String, String>();
        environment.put("HOLDFAST_DATA", data.toString());
        environment.put("SANDBOX_RECORD", recording(data).toString());
        for (var i = 0; i < PORTS.size(); i++) {
            environment.put(PORTS.get(i), "" + (firstPort + i));
        }
        return environment;
    }

    private static void awaitReady(Process launcher) throws Exception {
        var said = new StringBuilder();
        var ready = new CompletableFuture<Void>();
        Thread.ofVirtual()
                .start(() -> {
                    try (var lines = launcher.inputReader(StandardCharsets.UTF_8)) {
                        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                            said.append(line).append('\n');
                            if (line.contains(READY)) {
                                ready.complete(null);
                            }
                        }
                    } catch (IOException _) {
                        // It was stopped.
                    }
                    ready.completeExceptionally(new IllegalStateException("not ready:\n" + said));
                });
        ready.get(START.toSeconds(), TimeUnit.SECONDS);
    }
}
