package dev.holdfast.kit.timer;

import dev.holdfast.kit.database.Connected;
import dev.holdfast.kit.observe.Traces;
import dev.holdfast.kit.probe.CountTimer;
import dev.holdfast.kit.testing.TestLoops;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A worker that does nothing but run timers, in a process of its own, until it is killed. */
final class TimerProcess {

    private static final int READY = '!';
    private static final Path LOADED = Path.of("target", "timer-process.aot");

    /** Of jars alone: what comes from a folder is in no archive. */
    private static final String CLASSES =
            Stream.of(
                            System.getProperty(
                                            "surefire.test.class.path",
                                            System.getProperty("java.class.path"))
                                    .split(File.pathSeparator))
                    .map(Path::of)
                    .filter(Files::exists)
                    .map(TimerProcess::jar)
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));

    private final Process process;

    private TimerProcess(Process process) {
        this.process = process;
    }

    /** With the addresses of the service's role and of its worker. */
    public static void main(String[] addresses) throws SQLException, InterruptedException {
        var connected = Connected.to(addresses[0], addresses[1]);
        var begun = new CountDownLatch(1);
        var store = new TimerStore(connected.worker());
        var firings =
                new TimerRunner(
                        store,
                        connected.units(),
                        List.of(new CountTimer(begun::countDown)),
                        Traces.none(),
                        new SimpleMeterRegistry(),
                        deadLetter -> System.err.println("dead letter: " + deadLetter));
        new TimerPoller(store, firings, () -> true, TestLoops.loops()).start();
        begun.await();
        System.out.write(READY);
        System.out.flush();
        new CountDownLatch(1).await();
    }

    /**
     * One that keeps, as it retires, what a process loads, so that those who follow begin sooner.
     */
    static TimerProcess rehearse(String service, String worker) throws IOException {
        Files.deleteIfExists(LOADED);
        return start("-XX:AOTCacheOutput=" + LOADED, service, worker);
    }

    void retire() {
        process.destroy();
        process.onExit().join();
    }

    static TimerProcess start(String service, String worker) throws IOException {
        return start("-XX:AOTCache=" + LOADED, service, worker);
    }

    private static TimerProcess start(String loaded, String service, String worker)
            throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var log = new File("target/timer-process.log");
        return new TimerProcess(
                new ProcessBuilder(
                                java,
                                "-Xmx128m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                loaded,
                                "-cp",
                                CLASSES,
                                TimerProcess.class.getName(),
                                service,
                                worker)
                        .redirectError(ProcessBuilder.Redirect.appendTo(log))
                        .start());
    }

    private static Path jar(Path entry) {
        if (!Files.isDirectory(entry)) {
            return entry;
        }
        var jar = Path.of("target", "timer-process-%s.jar".formatted(entry.getFileName()));
        var failed =
                ToolProvider.findFirst("jar")
                        .orElseThrow()
                        .run(
                                System.out,
                                System.err,
                                "--create",
                                "--file",
                                jar.toString(),
                                "-C",
                                entry.toString(),
                                ".");
        if (failed != 0) {
            throw new IllegalStateException("no jar of " + entry);
        }
        return jar.toAbsolutePath();
    }

    /** Whether it ran a timer already. */
    boolean working() throws IOException {
        return process.getInputStream().available() > 0;
    }

    /** By SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }
}
