package dev.holdfast.kit.timer;

import dev.holdfast.kit.database.Connected;
import dev.holdfast.kit.probe.CountTimer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A worker that does nothing but run timers, in a process of its own, until it is killed. */
final class TimerProcess {

    private static final int READY = '!';

    private static final Duration A_WHILE = Duration.ofSeconds(2);

    private final Process process;
    private long since;

    private TimerProcess(Process process) {
        this.process = process;
    }

    /** With the addresses of the service's role and of its worker. */
    public static void main(String[] addresses) throws SQLException, InterruptedException {
        var connected = Connected.to(addresses[0], addresses[1]);
        var store = new TimerStore(connected.worker());
        var firings =
                new Firings(
                        store,
                        connected.units(),
                        List.of(new CountTimer()),
                        new SimpleMeterRegistry(),
                        aside -> System.err.println("set aside: " + aside));
        new Clockwork(store, firings, () -> true).start();
        System.out.write(READY);
        System.out.flush();
        new CountDownLatch(1).await();
    }

    static TimerProcess start(String service, String worker) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classes =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        var log = new File("target/timer-process.log");
        return new TimerProcess(
                new ProcessBuilder(
                                java,
                                "-Xmx128m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                classes,
                                TimerProcess.class.getName(),
                                service,
                                worker)
                        .redirectError(ProcessBuilder.Redirect.appendTo(log))
                        .start());
    }

    /** Whether it has been at work for a while, however long it took to begin. */
    boolean working() throws IOException {
        if (since == 0 && process.getInputStream().available() > 0) {
            since = System.nanoTime();
        }
        return since != 0 && System.nanoTime() - since >= A_WHILE.toNanos();
    }

    /** By SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }
}
