package dev.holdfast.bench.machine;

import dev.holdfast.embedded.ChildProcess;
import dev.holdfast.embedded.ChildSpec;
import dev.holdfast.embedded.ChildSpec.StopSignal;
import dev.holdfast.embedded.LoopbackPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One of our services as a process of its own, on a free port. */
public final class JavaService implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final int OK = 200;

    private final String name;
    private final int port;
    private final ChildProcess process;

    private JavaService(String name, int port, ChildProcess process) {
        this.name = name;
        this.port = port;
        this.process = process;
    }

    /**
     * Starts it, and waits until it is ready.
     *
     * @param niceness 0, or more for one that lets the others go first
     */
    static JavaService start(
            String name,
            int niceness,
            Path jar,
            List<String> javaOptions,
            Map<String, String> environment,
            Path folder,
            String readyPath)
            throws InterruptedException {
        if (!Files.isReadable(jar)) {
            throw new IllegalStateException(
                    "%s is not built (%s is missing): run testbed/bench/run.".formatted(name, jar));
        }
        var port = LoopbackPort.free().number();
        var all = new HashMap<>(ChildSpec.bareEnvironment());
        all.putAll(environment);
        all.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        all.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        all.put("HOLDFAST_LOG_DIR", folder.resolve("logs").resolve(name).toString());
        var command = new ArrayList<>(List.of("nice", "-n", Integer.toString(niceness), java()));
        command.addAll(javaOptions);
        command.addAll(List.of("-jar", jar.toString()));
        var process =
                ChildProcess.start(
                        new ChildSpec(
                                command,
                                all,
                                folder,
                                folder.resolve(name + ".log"),
                                Optional.empty(),
                                Optional.empty(),
                                StopSignal.TERM,
                                GRACE));
        var service = new JavaService(name, port, process);
        service.awaitReady(readyPath);
        return service;
    }

    /** The program that runs Java here. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private void awaitReady(String path) throws InterruptedException {
        var begun = System.nanoTime();
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                        .timeout(Duration.ofSeconds(3))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            while (!answers(http, request)) {
                if (process.awaitExit(PAUSE) || System.nanoTime() - begun > START_LIMIT.toNanos()) {
                    close();
                    throw new IllegalStateException(
                            "%s did not start:\n%s".formatted(name, process.logTail()));
                }
            }
        }
    }

    private static boolean answers(HttpClient http, HttpRequest request)
            throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException _) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.stop();
    }
}
