package dev.holdfast.gateway.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.discord.openapi.Recording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged sandbox as its own process on a free port. */
final class SandboxProcess implements AutoCloseable {

    private final Process process;
    private final URI url;
    private final Recording recording;

    private SandboxProcess(Process process, URI url, Recording recording) {
        this.process = process;
        this.url = url;
        this.recording = recording;
    }

    /**
     * Starts one with a guild of its own; it may take a while until it answers.
     *
     * @param settings such as {@code SANDBOX_NONCE=PT6S}
     */
    static SandboxProcess start(String... settings) {
        try {
            var root = Path.of(System.getProperty("holdfast.root", ".."));
            var jar = root.resolve("testbed/sandbox/target/quarkus-app/quarkus-run.jar");
            assertTrue(Files.exists(jar), "build it first: ./mvnw -pl testbed/sandbox -am package");
            var data = Files.createTempDirectory("sandbox");
            var port = freePort();
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var builder =
                    new ProcessBuilder(
                            java, "-Xmx128m", "-XX:TieredStopAtLevel=1", "-jar", jar.toString());
            var environment = builder.environment();
            environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
            environment.put("SANDBOX_DATA", data.toString());
            var recording = data.resolve("exchanges.jsonl");
            environment.put("SANDBOX_RECORD", recording.toString());
            environment.put("SANDBOX_LOG_DIR", data.resolve("logs").toString());
            for (var setting : settings) {
                environment.put(setting.split("=", 2)[0], setting.split("=", 2)[1]);
            }
            builder.redirectErrorStream(true).redirectOutput(data.resolve("out").toFile());
            var process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new SandboxProcess(
                    process, URI.create("http://127.0.0.1:" + port), Recording.ofOurBot(recording));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    URI url() {
        return url;
    }

    /** What bots and Discord said to each other is as Discord describes it. */
    void wasAsDescribed() {
        try {
            assertEquals(List.of(), recording.faults());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it; what was said must have been as Discord describes it. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), "the sandbox did not end");
            wasAsDescribed();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
