package dev.holdfast.local;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.embedded.LoopbackPort;
import dev.holdfast.embedded.ProcessTree;
import dev.holdfast.fleet.ServiceDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The launcher as a process of its own, with its output, on ports that are free. */
final class LaunchedStack implements AutoCloseable {

    static final Duration LIMIT = Duration.ofMinutes(2);

    /**
     * A shell has what it starts in the background ignore Ctrl-C, and so do all who are started by
     * that: CI may run the tests so. No JVM can undo it for its children.
     */
    private static final List<String> HEARING_CTRL_C =
            List.of("perl", "-e", "$SIG{INT} = 'DEFAULT'; exec @ARGV or die");

    private static final AtomicInteger NEXT_PORT =
            new AtomicInteger(LoopbackPort.free().number() / 2 + 5000);

    private final Process launcher;
    private final Map<String, String> environment;
    private final LinkedBlockingQueue<String> unread = new LinkedBlockingQueue<>();
    private final Thread reader;
    private final List<String> seen = new ArrayList<>();

    private LaunchedStack(Process launcher, Map<String, String> environment) {
        this.launcher = launcher;
        this.environment = environment;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    private void read() {
        try {
            launcher.inputReader(StandardCharsets.UTF_8).lines().forEach(unread::add);
        } catch (UncheckedIOException e) {
            // The launcher was killed.
        }
    }

    /** An environment with free ports for everything. */
    static Map<String, String> freshEnvironment() {
        var environment = new HashMap<String, String>();
        settingNames()
                .filter(name -> name.endsWith("_PORT"))
                .forEach(name -> environment.put(name, Integer.toString(freePort())));
        return environment;
    }

    private static Stream<String> settingNames() {
        return Stream.concat(
                Arrays.stream(OperatorSetting.values()).map(OperatorSetting::name),
                KnownSettings.FLEET.stream().map(ServiceDefinition::portSetting));
    }

    /**
     * Tests run side by side and bind their ports late, so no two of them are given the same one.
     */
    private static int freePort() {
        return IntStream.generate(NEXT_PORT::getAndIncrement)
                .limit(100)
                .filter(port -> new LoopbackPort(port).isFree())
                .findFirst()
                .orElseThrow();
    }

    static LaunchedStack start(Path root, Map<String, String> environment) throws IOException {
        var command = new ArrayList<>(HEARING_CTRL_C);
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dholdfast.root=" + root,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Launcher.class.getName()));
        var builder = new ProcessBuilder(command);
        settingNames().forEach(builder.environment()::remove);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        return new LaunchedStack(builder.start(), environment);
    }

    LaunchedStack awaitReady() throws InterruptedException {
        awaitLine("Holdfast is ready.");
        awaitLine("Ctrl-C stops everything");
        return this;
    }

    /** Reads on until a line has these words. */
    String awaitLine(String words) throws InterruptedException {
        var end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            var line = unread.poll(100, TimeUnit.MILLISECONDS);
            if (line != null) {
                seen.add(line);
            }
            if (line != null && line.contains(words)) {
                return line;
            }
            if (line == null && !launcher.isAlive() && unread.isEmpty()) {
                break;
            }
        }
        throw new AssertionError("no line with '" + words + "' in:\n" + String.join("\n", seen));
    }

    int awaitExit() throws InterruptedException {
        assertTrue(
                launcher.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS), "the launcher did not end");
        return launcher.exitValue();
    }

    /** All it printed, once it has ended. */
    String output() throws InterruptedException {
        awaitExit();
        reader.join(LIMIT);
        unread.drainTo(seen);
        return String.join("\n", seen);
    }

    long pid() {
        return launcher.pid();
    }

    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(launcher.pid())).start().waitFor();
    }

    void killLauncher() throws InterruptedException {
        launcher.destroyForcibly();
        awaitExit();
    }

    /** Kills the launcher and all supervisors, so that everything it started is orphaned. */
    void killLauncherAndSupervisors() throws InterruptedException {
        launcher.descendants()
                .filter(process ->
                        process.info().command().map(path -> path.endsWith("/bash")).orElse(false))
                .toList()
                .forEach(ProcessHandle::destroyForcibly);
        killLauncher();
    }

    /** The processes that matter: servers and services, not their supervisors. */
    List<ProcessHandle> children() {
        return launcher.descendants()
                .filter(process ->
                        process.info().command().map(path -> !path.endsWith("/bash")).orElse(true))
                .toList();
    }

    LoopbackPort port(String setting) {
        return new LoopbackPort(Integer.parseInt(environment.get(setting)));
    }

    String get(String port, String path) throws IOException, InterruptedException {
        var address = URI.create("http://127.0.0.1:" + port(port).number() + path);
        var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString()).body();
        }
    }

    @Override
    public void close() {
        new ProcessTree(launcher.toHandle()).kill();
    }
}
