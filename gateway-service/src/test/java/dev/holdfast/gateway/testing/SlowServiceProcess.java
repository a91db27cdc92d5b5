package dev.holdfast.gateway.testing;

import dev.holdfast.kit.security.Keys;
import dev.holdfast.kit.testing.Servers;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

/** A {@link SlowService} as a process that a test kills or pauses. */
public final class SlowServiceProcess implements AutoCloseable {

    public static final int STEPS = SlowService.STEPS;
    public static final String COMMAND = SlowService.COMMAND;
    public static final String JOB = SlowService.JOB;

    private final Process process;

    private SlowServiceProcess(Process process) {
        this.process = process;
    }

    /** Starts one that keeps what it does in the gateway's schema. */
    public static SlowServiceProcess start(int port, Keys keys) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var log = new File("target/slow-service.log");
        var builder =
                new ProcessBuilder(
                        java,
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty(
                                "surefire.test.class.path", System.getProperty("java.class.path")),
                        SlowService.class.getName(),
                        Integer.toString(port),
                        as("gateway", keys),
                        as("gateway_worker", keys));
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        var process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new SlowServiceProcess(process);
    }

    private static String as(String role, Keys keys) {
        return Servers.postgres()
                .url()
                .replace("://", "://%s:%s@".formatted(role, keys.database(role)));
    }

    public long pid() {
        return process.pid();
    }

    /** By SIGKILL. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Lets it stand still, or go on. */
    public void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    }

    @Override
    public void close() {
        kill();
    }
}
