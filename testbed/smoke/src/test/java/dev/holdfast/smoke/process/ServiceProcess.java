package dev.holdfast.smoke.process;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.embedded.ChildProcess;
import dev.holdfast.embedded.ChildSpec;
import dev.holdfast.embedded.ChildSpec.StopSignal;
import dev.holdfast.embedded.LoopbackPort;
import dev.holdfast.kit.testing.Caller;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One service as it is packaged, in a JVM of its own, always on the same port. */
public final class ServiceProcess {

    /** What the keys between the services of a test are derived from. */
    public static final String SECRET = "a-secret-that-only-the-smoke-tests-know-1";

    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration ONE_REQUEST = Duration.ofSeconds(5);

    private final String name;
    private final ChildSpec spec;
    private final Path logs;
    private final int port;
    private final String healthPath;
    private final Caller caller;
    private ChildProcess process;

    private ServiceProcess(
            String name, String service, ChildSpec spec, Path logs, int port, String healthPath) {
        this.name = name;
        this.spec = spec;
        this.logs = logs;
        this.port = port;
        this.healthPath = healthPath;
        this.caller =
                new Caller(URI.create("http://127.0.0.1:" + port), "gateway", service, SECRET)
                        .waiting(ONE_REQUEST);
        this.process = ChildProcess.start(spec);
    }

    /**
     * What is to be started.
     *
     * @param name of the process, such as {@code economy-1}
     * @param service its name to others, such as {@code economy}
     * @param module its folder, where it is packaged
     * @param settings its environment beside what every process gets
     * @param healthPath answers 200 when it is ready
     * @param megabytes its heap
     */
    public record Kind(
            String name,
            String service,
            Path module,
            Map<String, String> settings,
            String healthPath,
            int megabytes) {

        private static final int SERVICE = 160;

        public Kind {
            settings = Map.copyOf(settings);
        }

        /** A service that is ready when the kit says so. */
        public static Kind of(
                String name, String service, Path module, Map<String, String> settings) {
            return new Kind(name, service, module, settings, "/q/health/ready", SERVICE);
        }
    }

    /** Starts it, with its logs under the folder. */
    public static ServiceProcess start(Kind kind, Path folder) {
        return start(kind, folder, LoopbackPort.free().number());
    }

    /** Starts it on that port. */
    public static ServiceProcess start(Kind kind, Path folder, int port) {
        var jar = kind.module().resolve("target/quarkus-app/quarkus-run.jar");
        assertTrue(Files.isReadable(jar), jar + " is missing: run ./mvnw package -DskipTests");
        var logs = folder.resolve(kind.name());
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx" + kind.megabytes() + "m",
                        "-jar",
                        jar.toString());
        var spec =
                new ChildSpec(
                        command,
                        environment(kind.settings(), logs, port),
                        folder,
                        folder.resolve(kind.name() + ".console.log"),
                        Optional.empty(),
                        Optional.empty(),
                        StopSignal.TERM,
                        GRACE);
        return new ServiceProcess(kind.name(), kind.service(), spec, logs, port, kind.healthPath());
    }

    private static Map<String, String> environment(
            Map<String, String> settings, Path logs, int port) {
        var environment = new HashMap<>(ChildSpec.bareEnvironment());
        environment.put("HOLDFAST_SECRET", SECRET);
        environment.put("HOLDFAST_MIGRATION_SNAPSHOT", "skip");
        environment.put("HOLDFAST_LOG_DIR", logs.toString());
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.putAll(settings);
        return environment;
    }

    /** Asks it as the gateway would. */
    public Caller caller() {
        return caller;
    }

    public int port() {
        return port;
    }

    public boolean alive() {
        return process.alive();
    }

    public boolean ready() throws InterruptedException {
        try {
            return alive() && caller.get(healthPath).status() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    public void startAgain() {
        process = ChildProcess.start(spec);
    }

    public void kill() {
        process.kill();
    }

    public void pause() {
        process.pause();
    }

    public void resume() {
        process.resume();
    }

    public void stop() {
        process.stop();
    }

    /** What it logged as an error since the beginning. */
    public String errors() throws IOException {
        return Files.readString(logs.resolve("errors.log"));
    }

    public String logTail() {
        return process.logTail();
    }

    @Override
    public String toString() {
        return name;
    }
}
