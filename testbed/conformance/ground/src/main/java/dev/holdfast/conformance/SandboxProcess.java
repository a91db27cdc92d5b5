package dev.holdfast.conformance;

import dev.holdfast.discord.openapi.Recording;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged sandbox in a JVM of its own, on a free port, with data of its own. */
final class SandboxProcess implements AutoCloseable {
    private static final int GRACE_SECONDS = 10;

    private final Process process;
    private final Path folder;
    private final URI url;
    private final Recording said;
    private final Thread atExit;

    private SandboxProcess(Process process, Path folder, URI url) {
        this.process = process;
        this.folder = folder;
        this.url = url;
        said = new Recording(recording(folder));
        atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts it; it may take a while until it answers. */
    static SandboxProcess start(Map<String, String> settings) throws IOException {
        var root = Path.of(System.getProperty("holdfast.root", "../../.."));
        var jar = root.resolve("testbed/sandbox/target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IOException(
                    jar + " is missing: run ./mvnw -pl .,testbed/sandbox package -DskipTests");
        }
        var folder = Files.createTempDirectory("conformance");
        var url = URI.create("http://127.0.0.1:" + freePort());
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder =
                new ProcessBuilder(
                        java,
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-jar",
                        jar.toString());
        builder.environment().putAll(settings);
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(url.getPort()));
        builder.environment().put("SANDBOX_DATA", folder.resolve("data").toString());
        builder.environment().put("SANDBOX_RECORD", recording(folder).toString());
        builder.environment().put("SANDBOX_LOG_DIR", folder.resolve("logs").toString());
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("out").toFile());
        return new SandboxProcess(builder.start(), folder, url);
    }

    private static Path recording(Path folder) {
        return folder.resolve("exchanges.jsonl");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    URI url() {
        return url;
    }

    /** What bots and it said to each other. */
    Recording said() {
        return said;
    }

    boolean alive() {
        return process.isAlive();
    }

    /** What it said so far. */
    String output() throws IOException {
        return Files.readString(folder.resolve("out"));
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
