package dev.holdfast.smoke.kill;

import dev.holdfast.embedded.ChildProcess;
import dev.holdfast.embedded.ChildSpec;
import dev.holdfast.embedded.ChildSpec.StopSignal;
import dev.holdfast.embedded.EmbeddedPostgres;
import dev.holdfast.embedded.EmbeddedRedis;
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

/** One economy-service as it is packaged, in a JVM of its own, always on the same port. */
final class EconomyProcess {

    private static final String SECRET = "a-secret-that-only-the-kill-test-knows-01";
    private static final Duration GRACE = Duration.ofSeconds(20);

    private static final Duration ONE_REQUEST = Duration.ofSeconds(5);

    private final String name;
    private final ChildSpec spec;
    private final Path logs;
    private final Caller caller;
    private ChildProcess process;

    private EconomyProcess(String name, ChildSpec spec, Path logs, int port) {
        this.name = name;
        this.spec = spec;
        this.logs = logs;
        this.caller =
                new Caller(URI.create("http://127.0.0.1:" + port), "gateway", "economy", SECRET)
                        .waiting(ONE_REQUEST);
        this.process = ChildProcess.start(spec);
    }

    static EconomyProcess start(
            String name, Path jar, Path folder, EmbeddedPostgres postgres, EmbeddedRedis redis) {
        var logs = folder.resolve(name);
        var port = LoopbackPort.free().number();
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx160m",
                        "-jar",
                        jar.toString());
        var spec =
                new ChildSpec(
                        command,
                        environment(logs, port, postgres, redis),
                        folder,
                        folder.resolve(name + ".console.log"),
                        Optional.empty(),
                        Optional.empty(),
                        StopSignal.TERM,
                        GRACE);
        return new EconomyProcess(name, spec, logs, port);
    }

    private static Map<String, String> environment(
            Path logs, int port, EmbeddedPostgres postgres, EmbeddedRedis redis) {
        var environment = new HashMap<>(ChildSpec.bareEnvironment());
        environment.put("HOLDFAST_SECRET", SECRET);
        environment.put("HOLDFAST_MIGRATION_SNAPSHOT", "skip");
        environment.put("HOLDFAST_LOG_DIR", logs.toString());
        environment.put("DATABASE_URL", postgres.url());
        environment.put("DATABASE_ADMIN_URL", postgres.adminUrl());
        environment.put("REDIS_URL", redis.url());
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        return environment;
    }

    Caller caller() {
        return caller;
    }

    boolean alive() {
        return process.alive();
    }

    boolean ready() throws InterruptedException {
        try {
            return alive() && caller.get("/q/health/ready").status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    void startAgain() {
        process = ChildProcess.start(spec);
    }

    void kill() {
        process.kill();
    }

    void pause() {
        process.pause();
    }

    void resume() {
        process.resume();
    }

    void stop() {
        process.stop();
    }

    /** What it logged as an error since the beginning. */
    String errors() throws IOException {
        return Files.readString(logs.resolve("errors.log"));
    }

    String logTail() {
        return process.logTail();
    }

    @Override
    public String toString() {
        return name;
    }
}
